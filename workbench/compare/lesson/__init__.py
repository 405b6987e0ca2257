"""Questions with answers that can be computed, and learners’ answers graded."""

"""The ledger: who has which people, places, numbers, quotations and facts, and how."""

"""The one style sheet of everything that is shown as HTML; it follows JupyterLab's light and dark theme.

Its first rule is for what notebooks print: JupyterLab breaks long lines inside words, and findings are sentences.
"""

CSS = """
.jp-OutputArea-output pre{word-break:normal!important;overflow-wrap:anywhere}
.nw{container-type:inline-size;color:var(--jp-ui-font-color1,#1f1f1f);font:14px/1.55 var(--jp-ui-font-family,sans-serif);
 --nw-quiet:var(--jp-ui-font-color2,#595959);--nw-line:var(--jp-border-color2,#d5d5d5);
 --nw-soft:var(--jp-layout-color2,#f0f0f0);max-width:1100px;overflow-wrap:anywhere}
.widget-hbox>.widget-html:has(.nw){flex:1 1 0}
.nw a[download]{color:var(--jp-content-link-color,#00538a);text-decoration:underline;margin-right:10px}
.nw p,.nw h4,.nw dl,.nw dd,.nw blockquote{margin:0;padding:0}
.nw h4{font-size:15px;font-weight:600;line-height:1.35}
.nw .quiet{color:var(--nw-quiet);font-size:12.5px}
.nw code{font-family:var(--jp-code-font-family,monospace);font-size:12px;background:var(--nw-soft);color:inherit;
 padding:1px 4px;border-radius:3px}
.nw .text{white-space:pre-wrap;unicode-bidi:isolate;text-align:start}
.nw .tag{display:inline-block;font-size:11px;line-height:1.35;padding:0 5px;margin:0 3px;border:1px solid var(--nw-quiet);
 border-radius:3px;color:var(--jp-ui-font-color1,#1f1f1f);background:var(--jp-layout-color1,#fff);white-space:nowrap;
 font-family:var(--jp-ui-font-family,sans-serif);font-weight:400;font-style:normal;text-decoration:none}
.nw .cut{background:var(--nw-soft);cursor:help}
.nw .cut del{text-decoration:line-through;text-decoration-thickness:1.5px;color:var(--nw-quiet)}
.nw .put u{text-decoration:underline;text-underline-offset:4px}
.nw .found{border-bottom:2px dotted currentColor;cursor:help}
.nw .space{color:var(--nw-quiet);background:var(--nw-soft);font-size:11px;cursor:help}
.nw mark{background:#ffe08a;color:#1f1f1f;padding:1px 2px;border-radius:2px}
.nw .beside{display:grid;grid-template-columns:1fr 1fr}
.nw .beside>div{padding:5px 14px;min-width:0}
.nw .beside>.left{padding-left:0}.nw .beside>.right{border-left:1px solid var(--nw-line)}
.nw .beside>.head{font-weight:600;border-top:1px solid var(--nw-line);border-bottom:1px solid var(--nw-line)}
.nw .beside>details{grid-column:1/-1;border-top:1px dashed var(--nw-line);border-bottom:1px dashed var(--nw-line);margin:4px 0}
.nw summary{cursor:pointer;color:var(--nw-quiet);font-size:12.5px;padding:3px 0}
.nw .number{color:var(--nw-quiet);font-size:11px;display:inline-block;min-width:20px;user-select:none}
.nw .title{font-weight:700;font-size:15.5px}.nw .deck{font-style:italic}
.nw .back{border-left:3px double currentColor;padding-left:8px}
.nw .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:14px}
.nw .card{border:1px solid var(--nw-line);border-top:4px solid var(--nw-outlet,#595959);border-radius:4px;padding:10px 14px 12px}
.nw .card dl{display:grid;grid-template-columns:max-content 1fr;gap:3px 14px;margin-top:8px}
.nw .card dt,.nw .card dd{float:none;width:auto;margin:0;padding:0;font-weight:400;min-width:0}
.nw .card dt{color:var(--nw-quiet)}
.nw .missing{font-style:italic;color:var(--nw-quiet)}
.nw blockquote{border-left:3px solid var(--nw-line);padding-left:12px}
.nw .passages{max-height:min(60vh,480px);overflow-y:auto;overscroll-behavior:contain}.nw .passages>p{margin-bottom:12px}
.nw button{font:inherit;font-size:12px;color:inherit;background:var(--jp-layout-color1,#fff);border:1px solid var(--nw-line);
 border-radius:3px;padding:0 7px;cursor:pointer}
.nw .columns{display:grid;grid-template-columns:repeat(var(--nw-columns,1),minmax(0,1fr));gap:14px}
.nw .column{max-height:min(70vh,620px);overflow-y:auto;position:relative;border:1px solid var(--nw-line);border-radius:4px;
 padding:0 14px 12px;overscroll-behavior:contain}
.nw .column>header{position:sticky;top:0;background:var(--jp-layout-color1,#fff);padding:7px 0 5px;margin-bottom:5px;
 border-bottom:1px solid var(--nw-line);z-index:1}
.nw .column p{margin-bottom:9px;line-height:1.75}
.nw .line{color:var(--nw-quiet);font-size:9.5px;margin-right:2px;user-select:none}
.nw .column .tag,.nw .column .number{user-select:none}
.nw .l[data-mark]{cursor:pointer}
.nw .people{border-bottom:2px dotted #0072b2}
.nw .quotations{background:color-mix(in srgb,var(--nw-voice,#8a8a8a) 26%,transparent)}
.nw .v1{--nw-voice:#0072b2}.nw .v2{--nw-voice:#d55e00}.nw .v3{--nw-voice:#009e73}.nw .v4{--nw-voice:#cc79a7}
.nw .v5{--nw-voice:#e69f00}.nw .v6{--nw-voice:#56b4e9}.nw .v7{--nw-voice:#9a6f00}
.nw .tag.quotations,.nw .tag.reported,.nw .tag.edits{outline:none;border:1px solid var(--nw-voice,var(--nw-quiet));font-weight:600}
.nw .reported{border-bottom:2px dashed #8a5a00}
.nw .cues{font-weight:700}
.nw .shared{box-shadow:inset 0 -7px 0 color-mix(in srgb,#009e73 22%,transparent)}
.nw .only{box-shadow:inset 0 -7px 0 color-mix(in srgb,#e69f00 34%,transparent)}
.nw .edits{outline:1.5px solid #d55e00;outline-offset:1px;border-radius:2px}
.nw .chosen{background:#ffe08a;color:#1f1f1f;outline:none}
.nw table.collation{border-collapse:collapse;margin:0 0 10px;font-size:13.5px;display:block;overflow-x:auto;overflow-wrap:normal}
.nw table.collation th{font-weight:400;color:var(--nw-quiet);text-align:start;padding:2px 14px 2px 0;white-space:nowrap;
 max-width:260px;overflow:hidden;text-overflow:ellipsis}
.nw table.collation td{padding:2px 6px;text-align:center;border:0}
.nw table.collation td.differs{font-weight:700;border-bottom:2.5px solid #d55e00;background:var(--nw-soft)}
.nw table.kwic{border-collapse:collapse;table-layout:fixed;width:100%;font-size:13px}
.nw table.kwic td{padding:1px 4px;border:0;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.nw table.kwic td:nth-child(2){width:130px;text-align:center;cursor:pointer}.nw table.kwic td:nth-child(4){width:170px}
.nw table.kwic .left{text-align:right}.nw table.kwic .right{text-align:left}
.nw table.rows{border-collapse:collapse;font-size:13px;line-height:1.4}
.nw table.rows th,.nw table.rows td{text-align:start;vertical-align:top;padding:3px 12px 3px 0;border-bottom:1px solid var(--nw-line);
 white-space:normal;overflow-wrap:break-word;min-width:2.5em;max-width:34em}
.nw table.rows thead th{font-weight:600;border-bottom:2px solid var(--nw-line);overflow-wrap:normal}.nw table.rows th[title]{cursor:help}
.nw table.rows tbody th{font-weight:400;color:var(--nw-quiet)}.nw table.rows td.count{text-align:end;font-variant-numeric:tabular-nums}
.nw .voice{margin-right:12px;white-space:nowrap}
.nw .ask{font-size:16px;font-weight:600}
.nw .late{animation:nw-late 0s .2s both}@keyframes nw-late{from{visibility:hidden}to{visibility:visible}}
.nw-explorer .jupyter-widgets.jupyter-widget-tab>.lm-TabBar .lm-TabBar-tab{flex:0 0 auto}
.nw-explorer .jupyter-widget-tab>.lm-TabBar>.lm-TabBar-content{flex-wrap:wrap}
.nw-projector .nw{font-size:21px;max-width:1500px}.nw-projector .nw .quiet,.nw-projector .nw table{font-size:18px}
.nw-projector .nw .tag,.nw-projector .nw .number,.nw-projector .nw .line{font-size:15px}
.nw-projector .widget-label,.nw-projector .widget-label-basic,.nw-projector select,.nw-projector button,.nw-projector .lm-TabBar-tabLabel,
.nw-projector .jp-Collapse-header{font-size:18px;height:auto}
.nw .legend .l{margin-right:14px;padding:0 3px;color:var(--jp-ui-font-color1,#1f1f1f)}
@container (max-width:620px){.nw .columns{grid-template-columns:1fr}.nw .beside{grid-template-columns:1fr}.nw .beside>.left{padding:5px 0}
 .nw .beside>.right{border-left:3px solid var(--nw-line);margin-bottom:8px}}
"""

# A chart wider than its cell shrinks to it instead of being cut off.
CHART_CSS = """
.vega-embed{max-width:100%;overflow:visible}
.vega-embed svg.marks{max-width:100%;height:auto;border-radius:4px}
"""

/** The page's style: variables for light, dark and print, no font or picture from elsewhere. */

const LIGHT = `color-scheme:light;--ground:#fff;--raised:#f5f7f9;--text:#17202a;--quiet:#4c5a67;--line:#d5dce2;--link:#0a5796;
--bar:#2f77b5;--critical:#a3123a;--high:#b8480a;--medium:#8a6400;--low:#3d6d92;--good:#2b7a4b;--unknown:#8b98a5`
const DARK = `color-scheme:dark;--ground:#12181f;--raised:#1c252e;--text:#e8edf2;--quiet:#a9b6c2;--line:#36434f;--link:#7fbdf0;
--bar:#5d9fd6;--critical:#ff7d98;--high:#ffa066;--medium:#e2bb4f;--low:#8dbce0;--good:#6fc795;--unknown:#7a8895`

export const STYLE = `
:root{${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
header,main,nav,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.75rem}header p{max-width:none}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.35rem;line-height:1.3;margin:2.75rem 0 .75rem;padding-top:.5rem;border-top:2px solid var(--line)}
h3{font-size:1.05rem;margin:1.5rem 0 .4rem}
p{margin:.5rem 0;max-width:46rem}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,.wide:focus-visible,.drawn:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.note{color:var(--quiet);font-size:.92rem}
.simulated{border:3px solid var(--high);background:var(--raised);padding:.7rem 1rem;font-size:1.1rem;max-width:none;margin:.75rem 0}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:1rem 0 0}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,11.5rem),1fr));gap:.75rem;padding:0;margin:1rem 0;list-style:none}
.figures li{background:var(--raised);border-left:4px solid var(--bar);padding:.6rem .9rem}
.figures b{display:block;font-size:1.7rem;line-height:1.2;font-variant-numeric:tabular-nums}
.figures small{display:block;color:var(--quiet);font-size:.85rem}
.figures .s-critical{border-color:var(--critical)}.figures .s-high{border-color:var(--high)}.figures .s-medium{border-color:var(--medium)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:1.5rem;align-items:start}
figure{margin:.75rem 0;min-width:0}
figcaption{font-weight:600;margin-bottom:.35rem}
figure svg{width:100%;max-width:44rem;height:auto;display:block}
.when{white-space:nowrap}
.wide{overflow-x:auto;margin:.75rem 0 1rem}
table{border-collapse:collapse;width:100%;font-size:.93rem}
caption{text-align:left;font-weight:600;padding:.25rem 0 .4rem}
th,td{text-align:left;vertical-align:top;padding:.38rem .7rem .38rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}
thead th{border-bottom:2px solid var(--line);font-size:.86rem;color:var(--quiet);vertical-align:bottom}
tbody th{font-weight:500}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-right:.9rem}
.address{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.88em}
.long{overflow-wrap:anywhere;display:inline-block;min-width:8em}
.risks .address,.note .address{overflow-wrap:anywhere}
.badge{white-space:nowrap;font-weight:600}
.s-critical .shape,.badge.s-critical{color:var(--critical)}.badge.s-high{color:var(--high)}.badge.s-medium{color:var(--medium)}.badge.s-low{color:var(--low)}.badge.s-none{color:var(--quiet)}
.risks{list-style:none;padding:0;margin:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,26rem),1fr));gap:1rem}
.risks li{border:1px solid var(--line);border-left:4px solid var(--bar);padding:.75rem 1rem;min-width:0}
.risks h3{margin:0}
.risks p{margin:.25rem 0}
.risks ul{margin:.35rem 0;padding-left:1.1rem;font-size:.92rem}
.risks li li{border:0;padding:0}
.meter{display:flex;align-items:center;gap:.6rem;font-weight:600}
.meter span{flex:1;height:.55rem;background:var(--line);display:block}
.meter i{display:block;height:100%;background:var(--bar);min-width:1px}
details{border-bottom:1px solid var(--line)}
summary{cursor:pointer;padding:.5rem 0;font-weight:600}
footer{margin-top:3rem;padding-bottom:2rem;color:var(--quiet);font-size:.9rem}
@media screen and (max-width:34rem){.drawn{overflow-x:auto}.drawn svg{width:34rem}}
@page{margin:14mm 13mm}
@media print{
:root{${LIGHT}}
html{font-size:9.5pt}
body{print-color-adjust:exact;-webkit-print-color-adjust:exact}
header,main,nav,footer{max-width:none;padding:0}
nav{display:none}
h1{font-size:18pt}h2{font-size:13pt;margin-top:1.2rem}
h2,h3,caption,figcaption,summary,h2+p,thead{break-after:avoid}
tbody tr:first-child{break-before:avoid}
tr,figure,.figures li,.risks>li,.simulated{break-inside:avoid}
thead{display:table-header-group}
.risks+.note{break-before:avoid}
p,li{orphans:3;widows:3}
table,.risks{font-size:8pt}
.long{min-width:0}
.wide{overflow:visible}
.charts{grid-template-columns:1fr 1fr;gap:.75rem}
.risks{grid-template-columns:1fr 1fr}
.figures{grid-template-columns:repeat(4,1fr)}
details::details-content{content-visibility:visible;display:block;block-size:auto}
summary{list-style:none}
a{color:inherit;text-decoration:none}
}
`

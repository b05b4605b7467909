namespace Dutchbook.Tapes;

/// <summary>How the page looks, by day and by night.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{--ink:#1b1f24;--soft:#667;--rule:#dde1e7;--paper:#fff;--c0:#b4443c;--c1:#2f6fb0;--c2:#2f8f5b}
        @media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#99a;--rule:#333a44;--paper:#14171b;--c0:#e07a70;--c1:#6fa8e0;--c2:#63c08d}}
        body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        main{max-width:900px;margin:0 auto;padding:24px 20px 60px}
        h1{font-size:28px;margin:0 0 4px}h2{font-size:18px;margin:34px 0 6px;border-top:1px solid var(--rule);padding-top:14px}
        p{margin:6px 0}.short{font-size:19px;margin:14px 0}.none,.legend{color:var(--soft)}
        .wide{overflow-x:auto}table{border-collapse:collapse;margin:8px 0;font-size:13.5px;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:3px 14px 3px 0;border-bottom:1px solid var(--rule);vertical-align:top;overflow-wrap:anywhere}
        th{color:var(--soft);font-weight:600}
        svg{width:100%;height:auto;margin:6px 0}svg text{fill:var(--soft);font-size:12px}
        .grid{stroke:var(--rule)}.zero{stroke:var(--soft)}.line{fill:none;stroke-width:2}.bar{fill:var(--c1)}
        .c0{stroke:var(--c0)}.c1{stroke:var(--c1)}.c2{stroke:var(--c2)}
        .key{display:inline-block;width:14px;height:3px;margin:0 6px 4px 12px}.k0{background:var(--c0)}.k1{background:var(--c1)}.k2{background:var(--c2)}
        """;
}

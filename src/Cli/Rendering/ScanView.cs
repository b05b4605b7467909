using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Pipeline;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// The scan for a reader at a terminal, in the order of their questions: what is mispriced, why, how much would I make, and why
/// nothing else.
/// </summary>
internal sealed class ScanView(IAnsiConsole console, int top)
{
    public void Show(ScanResult result)
    {
        CoverageView.Show(console, result);
        ShowOpportunities(result);
        ShowBelowThreshold(result.Report.BelowThreshold);
        StatisticalView.Show(console, result.Report.Statistical, top);
        CrossGaps.Show(console, result.Gaps, top);
        FunnelView.Show(console, result.Report.Funnel);
        ShowNearMisses(result.Report.NearMisses);
    }

    private void ShowOpportunities(ScanResult result)
    {
        DetectionReport report = result.Report;
        IReadOnlyList<Opportunity> opportunities = report.Opportunities;
        if (opportunities.Count == 0)
        {
            Line("[bold]No opportunity above the trading thresholds.[/] Below is why, and what came nearest.");
            OverviewView.ShowFunnel(console, report);
            return;
        }

        Line($"[bold]{Counted.Of(opportunities.Count, "opportunity", "opportunities")}[/]: baskets that "
            + "must pay more than they cost, best first within each grade");
        OverviewView.Show(console, report, top);
        OverviewView.ShowFunnel(console, report);
        OpportunityView view = new(console);
        Dictionary<string, ModelOpinion> opinions = result.Opinions.ToDictionary(static item => item.OpportunityId, StringComparer.Ordinal);
        Dictionary<string, OutsideView> outside = result.Views.ToDictionary(static item => item.OpportunityId, StringComparer.Ordinal);
        for (int i = 0; i < Math.Min(top, opportunities.Count); i++)
        {
            view.Show(opportunities[i], i + 1, outside.GetValueOrDefault(opportunities[i].Id), opinions.GetValueOrDefault(opportunities[i].Id));
        }

        if (opportunities.Count > top)
        {
            Line($"  [grey]and {opportunities.Count - top:N0} more: --top {opportunities.Count}, or --format json[/]");
            console.WriteLine();
        }
    }

    private void ShowBelowThreshold(IReadOnlyList<Opportunity> below)
    {
        if (below.Count == 0)
        {
            return;
        }

        Line($"[bold]{below.Count:N0} positive but below threshold[/], in all and a basket");
        Grid rows = Rows();
        foreach (Opportunity opportunity in below.Take(top))
        {
            rows.AddRow(
                OpportunityView.Dollars(opportunity.Edge),
                JsonText.Rounded(opportunity.Magnitude),
                $"{BasketText([.. opportunity.Legs.Select(static leg => leg.Claim)])}\n[grey]{Tiers(opportunity.Relations)}{Text(string.Join("; ", opportunity.BelowThreshold), 200)}[/]");
        }

        console.Write(rows);
        More(below.Count);
    }

    private void ShowNearMisses(IReadOnlyList<NearMiss> misses)
    {
        if (misses.Count == 0)
        {
            return;
        }

        Line("[bold]Nearest misses[/], with the edge of a basket and what would make it trade");
        Grid rows = Rows();
        foreach (NearMiss miss in misses.Take(top))
        {
            string rest = miss.RestingOrder is { } order ? $"\n[grey]or {Text(order.Words, 300)}[/]" : "";
            rows.AddRow("", JsonText.Rounded(miss.Edge), $"{BasketText(miss.Claims)}\n[grey]{Tiers(miss.Relations)}{Text(miss.Needs, 200)}[/]{rest}");
        }

        console.Write(rows);
        More(misses.Count);
    }

    /// <summary>What it rests on, the least certain last.</summary>
    private static string Tiers(IReadOnlyList<RelationUse> relations) => relations.Count == 0 ? ""
        : $"{string.Join(" and ", relations.Select(static use => use.Relation.Tier).Distinct().Order())}; ";

    private static Grid Rows() => new Grid().AddColumns(
        new GridColumn().NoWrap().RightAligned().PadLeft(0).PadRight(2),
        new GridColumn().NoWrap().RightAligned().PadLeft(0).PadRight(2),
        new GridColumn().PadLeft(0).PadRight(0));

    private static string BasketText(IReadOnlyList<Claim> claims)
    {
        const int Shown = 3;
        string text = string.Join(" + ", claims.Take(Shown).Select(static claim => Text(claim.ToString(), 60)));
        return claims.Count > Shown ? $"{text} + {claims.Count - Shown} more" : text;
    }

    private void More(int count)
    {
        if (count > top)
        {
            Line($"  [grey]and {count - top:N0} more[/]");
        }

        console.WriteLine();
    }

    private void Line(string markup) => console.MarkupLine(markup);

    private static string Text(string text, int most) => TerminalText.Markup(text, most);
}

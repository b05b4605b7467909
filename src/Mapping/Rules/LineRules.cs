using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// What follows between markets of one observable, within an event and across events and series: the order of their cuts on one
/// line decides every implication, overlap and cover.
/// </summary>
internal sealed class LineRules(RelationWriter writer)
{
    private readonly TextBuffer _text = new();
    private readonly CellRules _cells = new(writer);

    /// <summary>Markets of one line, and everything that follows from where they lie.</summary>
    public void Apply(List<IntervalProposition> line)
    {
        if (line.Exists(item => item.Market.CloseTime != line[0].Market.CloseTime) && !DatePhrase.IsIn(line[0].Template))
        {
            writer.Refuse("same-observable", line[0].Event.Ticker, "the markets close at different times, and the rules name no deadline");
            foreach (IGrouping<DateTimeOffset?, IntervalProposition> same in line.GroupBy(static item => item.Market.CloseTime))
            {
                if (same.Count() > 1)
                {
                    Relate([.. same]);
                }
            }
        }
        else
        {
            Relate(line);
        }
    }

    private void Relate(List<IntervalProposition> line)
    {
        (decimal Step, string Words)? grid = ReportingGrid.Of(line[0], _text);
        List<IntervalProposition> placed = [.. line
            .Select(item => item.On(grid?.Step))
            .OrderBy(static item => item.Low).ThenBy(static item => item.High)
            .ThenBy(static item => item.Market.Ticker, StringComparer.Ordinal)];
        Evidence[] evidence = [.. Same(line[0]), .. Across(line), .. GridEvidence(grid)];
        List<IntervalProposition> above = [.. placed.Where(static item => item.IsAbove)];
        List<IntervalProposition> below = [.. placed.Where(static item => item.IsBelow)];
        List<IntervalProposition> buckets = [.. placed.Where(static item => item.IsBucket)];
        above.Reverse();
        Twins(placed, evidence);
        if (Context.Denial(line[0].Template) is { } denial)
        {
            writer.Refuse("threshold-ladder", line[0].Event.Ticker, denial);
            return;
        }

        Chain(above, ascending: false, evidence);
        Chain(below, ascending: true, evidence);
        foreach (IntervalProposition bucket in buckets)
        {
            Inside(bucket, [.. above.Where(item => item.Low <= bucket.Low)], evidence);
            Inside(bucket, [.. below.Where(item => item.High >= bucket.High)], evidence);
        }

        if (Context.Repeat(line[0].Template) is { } repeat)
        {
            if (buckets.Count > 0)
            {
                writer.Refuse("interval-cover", line[0].Event.Ticker, repeat);
            }

            return;
        }

        string? silence = Silence.Clause(line[0].Market, _text) is { } clause
            ? $"every range may resolve to No: \"{clause}\"" : Context.Condition(line[0].Template);
        if (silence is null)
        {
            Complements(above, below, evidence);
        }

        foreach (IGrouping<Event, IntervalProposition> members in placed.GroupBy(static item => item.Event))
        {
            Cover([.. members], grid, silence, evidence);
        }

        _cells.Apply(placed, grid?.Step, silence, evidence);
    }

    private void Chain(List<IntervalProposition> line, bool ascending, Evidence[] evidence)
    {
        if (line.Count > 1)
        {
            writer.Add(RelationType.Threshold, [.. line.Select(static item => Claim.Yes(item.Market))], "threshold-ladder", ascending, evidence);
        }
    }

    private void Inside(IntervalProposition bucket, List<IntervalProposition> wider, Evidence[] evidence)
    {
        if (wider.Count > 0)
        {
            writer.Add(RelationType.Subset, [Claim.Yes(bucket.Market), .. wider.Select(static item => Claim.Yes(item.Market))],
                "bucket-in-threshold", ascending: true, evidence);
        }
    }

    /// <summary>In the order of their places the same intervals are neighbours.</summary>
    private void Twins(List<IntervalProposition> placed, Evidence[] evidence)
    {
        int end;
        for (int start = 0; start < placed.Count; start = end)
        {
            end = start + 1;
            while (end < placed.Count && placed[end].Low == placed[start].Low && placed[end].High == placed[start].High)
            {
                end++;
            }

            if (end - start > 1)
            {
                IEnumerable<IntervalProposition> same = placed.Skip(start).Take(end - start);
                writer.Add(RelationType.Equivalence, [.. same.Select(static item => Claim.Yes(item.Market))], "same-interval", ascending: true, evidence);
            }
        }
    }

    private void Complements(List<IntervalProposition> above, List<IntervalProposition> below, Evidence[] evidence)
    {
        ILookup<Cut, IntervalProposition> byLow = above.ToLookup(static item => item.Low);
        foreach (IntervalProposition low in below)
        {
            foreach (IntervalProposition high in byLow[low.High])
            {
                writer.Add(RelationType.Complement, [Claim.Yes(low.Market), Claim.Yes(high.Market)], "complementary-intervals", ascending: true, evidence);
            }
        }
    }

    /// <summary>Whether an event's own intervals exclude each other and whether they leave nothing out.</summary>
    private void Cover(List<IntervalProposition> members, (decimal Step, string Words)? grid, string? silence, Evidence[] evidence)
    {
        if (members.Count < 2 || members.TrueForAll(static item => item.IsAbove) || members.TrueForAll(static item => item.IsBelow))
        {
            return;
        }

        bool disjoint = true;
        string? gap = members[0].Low == Cut.Lowest ? null : "nothing covers the values below the lowest range";
        Cut reached = members[0].High;
        for (int i = 1; i < members.Count; i++)
        {
            disjoint &= members[i].Low >= reached;
            if (members[i].Low > reached)
            {
                gap ??= $"a gap between {members[i - 1].Market.Ticker} and {members[i].Market.Ticker}"
                    + (grid is null ? ": the rules state no reporting grid on which it would be empty" : "");
            }

            reached = members[i].High > reached ? members[i].High : reached;
        }

        gap ??= reached == Cut.Highest ? null : "nothing covers the values above the highest range";
        gap ??= silence;
        Claim[] claims = [.. members.Select(static item => Claim.Yes(item.Market))];
        Evidence covers = new("strikes", "the intervals cover every value, with open tails at both ends and no gap");
        Evidence excludes = new("strikes", "the intervals cannot overlap");
        switch (gap, disjoint)
        {
            case (null, true): writer.Add(RelationType.Partition, claims, "interval-cover", true, [.. evidence, covers, excludes]); break;
            case (null, false): writer.Add(RelationType.Exhaustive, claims, "interval-cover", true, [.. evidence, covers]); break;
            case (_, true): writer.Add(RelationType.Exclusive, claims, "disjoint-intervals", true, [.. evidence, excludes]); break;
            default: break;
        }

        if (gap is not null)
        {
            writer.Refuse("interval-cover", members[0].Event.Ticker, gap);
        }
    }

    private static Evidence[] Same(IntervalProposition first) =>
    [
        new("strikes", "strike_type, floor_strike and cap_strike agree with the comparison in rules_primary"),
        new("rules", $"identical but for the comparison: \"{Shown(first.Template)}\""),
    ];

    private static Evidence[] Across(List<IntervalProposition> line)
    {
        string[] events = [.. line.Select(static item => item.Event.Ticker).Distinct(StringComparer.Ordinal)];
        return events.Length == 1 ? [] :
        [
            new Evidence("across events", $"{string.Join(", ", events)} have the same settlement source, rules_secondary, "
                + "expected_expiration_time and early_close_condition"),
        ];
    }

    private static Evidence[] GridEvidence((decimal Step, string Words)? grid) =>
        grid is { } stated ? [new Evidence("reporting grid", $"the rules say \"{stated.Words}\": steps of {stated.Step}")] : [];

    private static string Shown(string template)
    {
        string text = template.Replace(IntervalReading.Placeholder, "[...]", StringComparison.Ordinal);
        return text.Length > 300 ? text[..300] + "..." : text;
    }
}

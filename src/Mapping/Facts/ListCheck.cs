using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>What stands against "at most one of these pays" and "at least one of these pays".</summary>
internal static class ListCheck
{
    private static readonly Wording Rest = new("other", "none of", "no one", "nobody", "field", "anyone else", "tie", "not happen");

    public static IEnumerable<Veto> Exclusive(RuleFacts[] members)
    {
        for (int i = 0; i < members.Length; i++)
        {
            for (int j = i + 1; j < members.Length; j++)
            {
                if (Overlap(members[i], members[j]) is { } veto)
                {
                    yield return veto;
                }
            }
        }
    }

    /// <summary>
    /// A list is complete only if it has an end on both sides and no hole, or a place for everything else. What an
    /// event happens to list, or what a page happened to hold, is not all there is.
    /// </summary>
    public static IEnumerable<Veto> Exhaustive(RuleFacts[] members)
    {
        if (members.Select(static member => member.Event.Ticker).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            yield return new Veto(RuleAspect.Cover, "the list is put together from several events");
        }

        if (Array.TrueForAll(members, static member => member.Interval is not null))
        {
            if (Hole(members) is { } hole)
            {
                yield return new Veto(RuleAspect.Cover, hole);
            }
        }
        else if (!members[0].Event.IsWhole || members[0].Event.Markets.Count != members.Length)
        {
            yield return new Veto(RuleAspect.Cover, "not every market of the event is in the list, or not all were read");
        }
        else if (!members.Any(static member => Rest.IsIn(member.Market.YesSubTitle.ToString()) || Rest.IsIn(member.Condition)))
        {
            yield return new Veto(RuleAspect.Cover, "the list has no place for what is not in it");
        }

        if (members.Any(static member => member.Void.Length > 0 || member.Tie.Length > 0))
        {
            yield return new Veto(RuleAspect.Void, "the rules name cases in which none of the list need pay");
        }
    }

    private static Veto? Overlap(RuleFacts left, RuleFacts right)
    {
        if (left.Interval is { } one && right.Interval is { } two)
        {
            bool same = left.Source == right.Source && one.Template == two.Template && left.Subject == right.Subject
                && left.Market.ExpectedExpirationTime == right.Market.ExpectedExpirationTime;
            decimal? grid = ReportingGrid.Of(one, new TextBuffer())?.Step;
            (one, two) = (one.On(grid), two.On(grid));
            return !same ? new Veto(RuleAspect.Strike, $"{left.Market} and {right.Market} are not ranges of the same observable")
                : one.High <= two.Low || two.High <= one.Low ? Context.Repeat(one.Template) is { } repeat ? new Veto(RuleAspect.Aggregation, repeat) : null
                : new Veto(RuleAspect.Strike, $"the ranges of {left.Market} and {right.Market} overlap");
        }

        return NamedChoice.Of(left, right);
    }

    private static string? Hole(RuleFacts[] members)
    {
        decimal? grid = ReportingGrid.Of(members[0].Interval!, new TextBuffer())?.Step;
        IntervalProposition[] ranges = [.. members.Select(member => member.Interval!.On(grid))
            .OrderBy(static range => range.Low).ThenBy(static range => range.High)];
        if (ranges[0].Low != Cut.Lowest)
        {
            return "nothing covers the values below the lowest range";
        }

        Cut reached = ranges[0].High;
        foreach (IntervalProposition range in ranges)
        {
            if (range.Low > reached)
            {
                return $"there is a hole below {range.Market}";
            }

            reached = range.High > reached ? range.High : reached;
        }

        return reached == Cut.Highest ? null : "nothing covers the values above the highest range";
    }
}

using System.Text;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// What a sub-title names beside its strike: a player, a place, a deadline. It belongs to the observable, because the rules may
/// leave it out.
/// </summary>
internal sealed class SubjectReader
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Comparing = new HashSet<string>(
        [
            "above", "below", "over", "under", "at", "least", "most", "more", "less", "fewer", "greater", "higher", "lower", "than",
            "or", "equal", "no", "not", "between", "exactly", "to", "and", "million", "billion", "trillion", "thousand", "inclusive",
        ],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly TextBuffer _text = new();
    private readonly List<NumberText> _numbers = [];
    private readonly List<NumberText> _multiplied = [];

    /// <summary>The words beside the strike without their endings; the whole sub-title where it does not name the strike.</summary>
    public string Read(Market market)
    {
        ReadOnlySpan<char> sub = _text.Read(market.YesSubTitle);
        return NamesStrike(sub, market) ? BesideStrike(sub) : sub.ToString();
    }

    private bool NamesStrike(ReadOnlySpan<char> sub, Market market)
    {
        NumberText.Find(sub, _numbers);
        NumberText.FindMultiplied(sub, _numbers, _multiplied);
        _numbers.AddRange(_multiplied);
        foreach (NumberText number in _numbers)
        {
            if ((market.FloorStrike is { } floor && TitleCheck.Agrees(number.Value, floor, above: true))
                || (market.CapStrike is { } cap && TitleCheck.Agrees(number.Value, cap, above: false))
                || number.Value == market.FloorStrike + 0.5m || number.Value == market.CapStrike - 0.5m)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Andrew Benintendi: 2+" and "3+" are about him; "9 weeks" and "1 week" about weeks.</summary>
    private static string BesideStrike(ReadOnlySpan<char> sub)
    {
        StringBuilder? words = null;
        foreach (Range range in sub.Split(' '))
        {
            ReadOnlySpan<char> word = sub[range].Trim("$%\u00B0:;,.+()!?\"'-\u2013<>=");
            if (word.IsEmpty || word.ContainsAnyInRange('0', '9') || Comparing.Contains(word))
            {
                continue;
            }

            words ??= new StringBuilder();
            words.Append(word.Length > 2 ? word.TrimEnd('s') : word).Append(' ');
        }

        return words?.ToString() ?? "";
    }
}

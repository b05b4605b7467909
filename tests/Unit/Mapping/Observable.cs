using System.Globalization;

namespace Dutchbook.Unit.Mapping;

/// <summary>Where a random market of a random observable cuts it, as its rules say; what a market's fields say is another matter.</summary>
internal sealed record Piece(string Kind, decimal Low, decimal High)
{
    /// <summary>The meaning of the words, spelled out once more by hand: the oracle of the properties.</summary>
    public bool Pays(decimal value) => Kind switch
    {
        "above" => value > Low,
        "at least" => value >= Low,
        "below" => value < High,
        "at most" => value <= High,
        "between" => value >= Low && value <= High,
        _ => value == Low,
    };

    public bool IsLower => Kind is "above" or "at least";

    public bool IsUpper => Kind is "below" or "at most";
}

/// <summary>Draws pieces of an observable and words them the way the venue's rules do, with a fixed seed.</summary>
internal sealed class Observable(Random random, decimal step, bool isGridStated)
{
    private static readonly string[] Kinds = ["above", "at least", "below", "at most", "between", "exactly"];

    /// <summary>Values the observable can take: on its grid if the rules state one, between as well if not, and far beyond.</summary>
    public decimal[] Values { get; } =
    [
        -100 * step, .. Enumerable.Range(-2, 25).Where(half => !isGridStated || half % 2 == 0).Select(half => half * step / 2), 100 * step,
    ];

    public string Statement { get; } = !isGridStated ? "The value is the one that is published."
        : step == 1m ? "The Expiration Value is rounded to a whole number."
        : step == 0.1m ? "The Expiration Value has one decimal place."
        : "The Expiration Value is quoted with two decimal places.";

    public Piece Draw()
    {
        decimal low = random.Next(0, 9) * step;
        decimal high = low + random.Next(0, 4) * step;
        string kind = Kinds[random.Next(Kinds.Length)];
        return kind == "exactly" ? new Piece(kind, low, low) : new Piece(kind, low, kind is "below" or "at most" ? low : high);
    }

    /// <summary>Ranges from end to end, each beginning one step after the one before.</summary>
    public Piece[] Partition()
    {
        int[] cuts = [.. Enumerable.Range(1, 8).OrderBy(_ => random.Next()).Take(random.Next(1, 5)).Order()];
        Piece lowest = new("below", 0, cuts[0] * step);
        Piece highest = new("at least", cuts[^1] * step, 0);
        return [lowest, .. cuts.Zip(cuts.Skip(1), (from, to) => new Piece("between", from * step, (to - 1) * step)), highest];
    }

    /// <summary>A market of the piece: one of several wordings, a sub-title that fits or none, strikes that confirm the words.</summary>
    public Row Word(string ticker, Piece piece, string subject)
    {
        string low = Text(piece.Low);
        string high = Text(piece.High);
        (string words, string sub) = piece.Kind switch
        {
            "above" => (Pick($"above {low}", $"greater than {low}", $"more than {low}", $"strictly greater than {low}", $"over {low}", $"higher than {low}"),
                Pick($"Above {low}", $"{Text(piece.Low + step)} or above", "")),
            "at least" => (Pick($"at least {low}", $"no less than {low}", $"{low} or more", $"greater than or equal to {low}", $"at or above {low}", $"not below {low}"),
                Pick($"At least {low}", $"{low} or above", "")),
            "below" => (Pick($"below {high}", $"less than {high}", $"under {high}", $"lower than {high}"),
                Pick($"Below {high}", $"{Text(piece.High - step)} or below", "")),
            "at most" => (Pick($"at most {high}", $"no more than {high}", $"{high} or less", $"less than or equal to {high}", $"not above {high}"),
                Pick($"At most {high}", $"{high} or below", "")),
            "between" => (Pick($"between {low}-{high}", $"between {low} and {high}", $"between {low} to {high}"), $"{low} to {high}"),
            _ => ($"exactly {low}", low),
        };
        string type = piece.Kind switch
        {
            "above" => "greater",
            "at least" => "greater_or_equal",
            "below" => "less",
            "at most" => "less_or_equal",
            _ => "between",
        };
        return new Row(ticker)
        {
            StrikeType = type,
            Floor = piece.IsUpper ? null : low,
            Cap = piece.IsLower ? null : high,
            Rules = $"If the closing value of {subject} on December 9, 2026 is {words}, then the market resolves to Yes.",
            Secondary = Statement,
            Sub = sub,
            Title = Pick("", $"What will {subject} be?"),
        };
    }

    private string Text(decimal number) => number.ToString(step == 1m ? "0" : step == 0.1m ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}

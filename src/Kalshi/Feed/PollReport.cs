using System.Globalization;

namespace Dutchbook.Kalshi;

/// <summary>How asking instead of listening goes, as measured.</summary>
public sealed record PollReport
{
    /// <summary>Whole passes so far.</summary>
    public int Passes { get; init; }

    /// <summary>What the last pass took.</summary>
    public int RequestsPerPass { get; init; }

    /// <summary>Bytes of the last pass, decompressed.</summary>
    public long BytesPerPass { get; init; }

    /// <summary>From the beginning of the last pass but one to that of the last; null before two.</summary>
    public TimeSpan? PassInterval { get; init; }

    /// <summary>From round to round of books; null before two.</summary>
    public TimeSpan? BookInterval { get; init; }

    /// <summary>Books asked for in the last round, and flagged.</summary>
    public (int Asked, int Flagged) Books { get; init; }

    public int Failures { get; init; }

    public string? LastProblem { get; init; }

    private DateTimeOffset? PassBegan { get; init; }

    private DateTimeOffset? LookBegan { get; init; }

    /// <summary>In a sentence, with what a key would change.</summary>
    public override string ToString()
    {
        string interval = PassInterval is { } pass ? $"every {pass.TotalSeconds:0} s" : "not yet twice";
        string books = BookInterval is { } look
            ? $"{Books.Asked} of {Books.Flagged} flagged books every {look.TotalSeconds:0} s"
            : "no flagged books yet";
        return string.Create(CultureInfo.InvariantCulture,
            $"Asking without a stream: the whole venue {interval} ({RequestsPerPass} requests, {BytesPerPass / 1e6:0.0} MB), {books}. ")
            + "With a key there would be a stream: every change within a second, and ten times the rate.";
    }

    internal PollReport AfterPass(DateTimeOffset began, int requests, long bytes) => this with
    {
        Passes = Passes + 1,
        RequestsPerPass = requests,
        BytesPerPass = bytes,
        PassInterval = began - PassBegan,
        PassBegan = began,
    };

    internal PollReport AfterLook(DateTimeOffset began, int asked, int flagged) => this with
    {
        Books = (asked, flagged),
        BookInterval = began - LookBegan,
        LookBegan = began,
    };
}

namespace Dutchbook.Sandbox;

/// <summary>How much a customer may ask: tokens a second and the size of each bucket.</summary>
public sealed record UsageTier(string Name, int ReadRefill, int ReadCapacity, int WriteRefill, int WriteCapacity)
{
    /// <summary>What a sign-up gives: 20 reads and 10 orders a second, as a live account showed it.</summary>
    public static UsageTier Basic { get; } = new("basic", 200, 600, 100, 100);

    public static UsageTier Advanced { get; } = new("advanced", 300, 600, 300, 600);

    public static UsageTier Expert { get; } = new("expert", 600, 600, 600, 1_200);

    public static UsageTier Premier { get; } = new("premier", 1_000, 1_000, 1_000, 2_000);

    public static UsageTier Prime { get; } = new("prime", 4_000, 4_000, 4_000, 8_000);

    public static UsageTier Prestige { get; } = new("prestige", 10_000, 10_000, 8_000, 16_000);

    /// <summary>No tier of the venue: for measurements, which must not wait for tokens.</summary>
    public static UsageTier Unlimited { get; } = new("unlimited", 1_000_000_000, 1_000_000_000, 1_000_000_000, 1_000_000_000);

    public static IReadOnlyList<UsageTier> All { get; } = [Basic, Advanced, Expert, Premier, Prime, Prestige, Unlimited];
}

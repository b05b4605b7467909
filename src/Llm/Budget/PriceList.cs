using Dutchbook.Domain;

namespace Dutchbook.Llm;

/// <summary>
/// The prices of the models we know, from platform.claude.com/docs "Models overview". A model that is not here has no
/// price until the configuration gives it one, and without a price it is not called: unknown is never zero.
/// </summary>
public static class PriceList
{
    private static readonly Dictionary<string, ModelPrice> Known = new(StringComparer.Ordinal)
    {
        ["claude-fable-5-1"] = Of(10_000_000, 50_000_000, 20_000_000, 1_000_000),
        ["claude-opus-5-5"] = Of(4_000_000, 20_000_000, 8_000_000, 400_000),
        ["claude-sonnet-5-5"] = Of(2_000_000, 10_000_000, 4_000_000, 100_000),
        ["claude-haiku-5-5"] = Of(100_000, 500_000, 200_000, 10_000) with
        {
            LongAbove = 100_000,
            Long = Of(500_000, 2_500_000, 1_000_000, 50_000),
        },
        ["claude-opus-5"] = Of(5_000_000, 25_000_000, 10_000_000, 500_000),
        ["claude-sonnet-5"] = Of(2_000_000, 10_000_000, 4_000_000, 200_000),
        ["claude-opus-4-8"] = Of(5_000_000, 25_000_000, 10_000_000, 500_000),
        ["claude-opus-4-7"] = Of(5_000_000, 25_000_000, 10_000_000, 500_000),
        ["claude-opus-4-6"] = Of(5_000_000, 25_000_000, 10_000_000, 500_000),
        ["claude-opus-4-5-20251101"] = Of(5_000_000, 25_000_000, 10_000_000, 500_000),
        ["claude-sonnet-4-6"] = Of(3_000_000, 15_000_000, 6_000_000, 300_000),
        ["claude-sonnet-4-5-20250929"] = Of(3_000_000, 15_000_000, 6_000_000, 300_000),
        ["claude-haiku-4-5-20251001"] = Of(1_000_000, 5_000_000, 2_000_000, 100_000),
    };

    /// <summary>The price of a model; null when nobody stated it.</summary>
    public static ModelPrice? Find(string model) => Known.GetValueOrDefault(model);

    public static IEnumerable<string> Models => Known.Keys.Order(StringComparer.Ordinal);

    private static ModelPrice Of(long input, long output, long cacheWrite, long cacheRead) => new()
    {
        Input = Money.FromMicros(input),
        Output = Money.FromMicros(output),
        CacheWrite = Money.FromMicros(cacheWrite),
        CacheRead = Money.FromMicros(cacheRead),
    };
}

using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>The venue's words and what we call them; a word that is not here survives as itself.</summary>
internal static class Words
{
    public static readonly WordTable<MarketStatus> Status = new(
        ("initialized", MarketStatus.Initialized), ("inactive", MarketStatus.Inactive), ("active", MarketStatus.Active),
        ("closed", MarketStatus.Closed), ("determined", MarketStatus.Determined), ("disputed", MarketStatus.Disputed),
        ("amended", MarketStatus.Amended), ("finalized", MarketStatus.Finalized), ("settled", MarketStatus.Finalized));

    public static readonly WordTable<MarketType> Type = new(("binary", MarketType.Binary), ("scalar", MarketType.Scalar));

    public static readonly WordTable<MarketResult> Result = new(
        ("", MarketResult.None), ("yes", MarketResult.Yes), ("no", MarketResult.No), ("scalar", MarketResult.Scalar),
        ("void", MarketResult.Void));

    public static readonly WordTable<StrikeType> Strike = new(
        ("greater", StrikeType.Greater), ("greater_or_equal", StrikeType.GreaterOrEqual), ("less", StrikeType.Less),
        ("less_or_equal", StrikeType.LessOrEqual), ("between", StrikeType.Between), ("functional", StrikeType.Functional),
        ("custom", StrikeType.Custom), ("structured", StrikeType.Structured));

    public static readonly WordTable<FeeType> Fee = new(
        ("quadratic", FeeType.Quadratic), ("quadratic_with_maker_fees", FeeType.QuadraticWithMakerFees),
        ("quadratic_with_combo_maker_fees", FeeType.QuadraticWithComboMakerFees), ("flat", FeeType.Flat));
}

/// <summary>One vocabulary: known words cost no string.</summary>
internal sealed class WordTable<TEnum>(params (string Word, TEnum Value)[] words)
    where TEnum : struct, Enum
{
    private readonly (byte[] Bytes, Open<TEnum> Value)[] _words =
        [.. words.Select(static pair => (System.Text.Encoding.UTF8.GetBytes(pair.Word), new Open<TEnum>(pair.Value, pair.Word)))];

    public Open<TEnum> Find(ReadOnlySpan<byte> word)
    {
        foreach ((byte[] bytes, Open<TEnum> value) in _words)
        {
            if (word.SequenceEqual(bytes))
            {
                return value;
            }
        }

        return new Open<TEnum>(default, System.Text.Encoding.UTF8.GetString(word));
    }
}

using System.Runtime.InteropServices;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>What a row of the history of quotes says.</summary>
public enum QuoteWord : byte
{
    /// <summary>The venue told another price or size than before.</summary>
    Changed = 0,

    /// <summary>It is as it was; said again where a day or a stretch begins, so that each can be read alone.</summary>
    Held = 1,

    /// <summary>From here on nothing is known of the market.</summary>
    Unknown = 2,
}

/// <summary>One row of the history of quotes, as small as it can be: the best prices of a market from an instant on.</summary>
/// <param name="Market">Its number; whose, is for who hands it over to say.</param>
/// <param name="At">When this machine was told, in Unix milliseconds.</param>
/// <param name="Word">What the row says.</param>
/// <param name="YesBid">In ticks; 0 stands for nobody.</param>
/// <param name="YesBidSize">In hundredths of a contract.</param>
/// <param name="YesAsk">In ticks; 10,000 stands for nobody.</param>
/// <param name="YesAskSize">In hundredths of a contract.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct QuoteChange(
    int Market, long At, QuoteWord Word, int YesBid, long YesBidSize, int YesAsk, long YesAskSize)
{
    /// <summary>The best prices; null where they are not known.</summary>
    public Touch? Touch => Word == QuoteWord.Unknown ? null : new Touch(
        Price.FromTicks(YesBid), Quantity.FromHundredths(YesBidSize), Price.FromTicks(YesAsk), Quantity.FromHundredths(YesAskSize));

    public static QuoteChange Of(int market, long at, QuoteWord word, in Touch touch) => new(
        market, at, word, touch.YesBid.Ticks, touch.YesBidSize.Hundredths, touch.YesAsk.Ticks, touch.YesAskSize.Hundredths);

    public static QuoteChange Unknown(int market, long at) => Of(market, at, QuoteWord.Unknown, Ingestion.Touch.Empty);

    /// <summary>Whether both say the same of the market's prices and sizes.</summary>
    public bool HasQuoteOf(in QuoteChange other) =>
        (Word == QuoteWord.Unknown) == (other.Word == QuoteWord.Unknown)
        && YesBid == other.YesBid && YesBidSize == other.YesBidSize && YesAsk == other.YesAsk && YesAskSize == other.YesAskSize;
}

using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>Whether a decision may rest on a book.</summary>
public static class BookTrust
{
    /// <summary>Why not; null when it may.</summary>
    public static string? Doubt(MarketView view, DateTimeOffset now, TimeSpan maxAge)
    {
        if (view.Doubt is { } doubt)
        {
            return doubt;
        }

        return view.Book switch
        {
            null => "the book is not known",
            { IsTopOnly: true } => "only the touch of the book is known",
            { IsCrossed: true } => "the book is crossed",
            { At: var at } when at > now => $"the book is from the future, {at:O}",
            { At: var at } when now - at > maxAge => $"the book is {(now - at).TotalMilliseconds:0} ms old",
            _ => null,
        };
    }

    /// <summary>Nothing is traded there any more: to a decision its book is empty, whatever was read.</summary>
    public static bool IsOver(MarketStatus status) => status is MarketStatus.Closed or MarketStatus.Determined
        or MarketStatus.Disputed or MarketStatus.Amended or MarketStatus.Finalized;

    /// <summary>Why views must not be decided on together; null when they may.</summary>
    public static string? Doubt(
        IReadOnlyCollection<MarketView> views, IReadOnlyList<string> wanted, DateTimeOffset now, RiskLimits limits)
    {
        foreach (string ticker in wanted)
        {
            if (!views.Any(view => string.Equals(view.Ticker, ticker, StringComparison.Ordinal)))
            {
                return $"{ticker} was not seen";
            }
        }

        foreach (MarketView view in views)
        {
            if (IsOver(view.Status))
            {
                continue;
            }

            if (view.Status != MarketStatus.Active)
            {
                return $"{view.Ticker} is {view.Status}";
            }

            if (Doubt(view, now, limits.MaxBookAge) is { } doubt)
            {
                return $"{view.Ticker}: {doubt}";
            }
        }

        DateTimeOffset[] times = [.. views.Where(static view => !IsOver(view.Status)).Select(static view => view.Book!.At)];
        TimeSpan skew = times.Length == 0 ? TimeSpan.Zero : times.Max() - times.Min();
        return skew <= limits.MaxBookSkew ? null : $"the books lie {skew.TotalMilliseconds:0} ms apart";
    }
}

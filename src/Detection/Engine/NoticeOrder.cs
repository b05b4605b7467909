using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>The greatest edge first; equal ones by the tickers of their claims, so that every run tells the same.</summary>
internal sealed class NoticeOrder : IComparer<Notice>
{
    public static readonly NoticeOrder Instance = new();

    public int Compare(Notice x, Notice y)
    {
        int order = y.Edge.Micros.CompareTo(x.Edge.Micros);
        return order != 0 || ReferenceEquals(x.Relation, y.Relation) ? order : Compare(x.Relation, y.Relation);
    }

    /// <summary>By tickers, then by side, type and id.</summary>
    public static int Compare(Relation left, Relation right)
    {
        int shared = Math.Min(left.Claims.Count, right.Claims.Count);
        for (int i = 0; i < shared; i++)
        {
            Claim one = left.Claims[i];
            Claim other = right.Claims[i];
            int order = string.CompareOrdinal(one.Market.Ticker, other.Market.Ticker);
            order = order != 0 ? order : one.Side.CompareTo(other.Side);
            if (order != 0)
            {
                return order;
            }
        }

        int last = left.Claims.Count.CompareTo(right.Claims.Count);
        last = last != 0 ? last : left.Type.CompareTo(right.Type);
        return last != 0 ? last : string.CompareOrdinal(left.Id, right.Id);
    }
}

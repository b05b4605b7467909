namespace Dutchbook.Execution;

/// <summary>What was read from the account, or that it is not known. A reading is whole, all pages of it, or unknown.</summary>
public abstract record Reading<T>
{
    private Reading()
    {
    }

    /// <param name="Value">What the venue said.</param>
    /// <param name="AsOf">
    /// Everything up to here is in it, by the venue's own word (user data timestamp), read before the value was. Reads lag
    /// writes, so it may lie well before <paramref name="ReadAt"/>.
    /// </param>
    /// <param name="ReadAt">When the answer came, by our clock.</param>
    public sealed record Known(T Value, DateTimeOffset AsOf, DateTimeOffset ReadAt) : Reading<T>;

    public sealed record Unknown(string Reason) : Reading<T>;
}

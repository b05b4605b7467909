namespace Dutchbook.Sandbox;

/// <summary>One endpoint: who may ask it, what it costs, and what it answers.</summary>
/// <param name="Path">Below /trade-api/v2.</param>
/// <param name="Scope">What the key must be allowed; null for public data, which need no key.</param>
internal sealed record Route(string Method, string Path, string? Scope, Func<Call, RequestCost> Cost, Func<Call, Answer> Answer);

/// <summary>Tokens, and the bucket they come from.</summary>
/// <param name="Shard">For writes: the bucket of this shard; null for those of all.</param>
internal readonly record struct RequestCost(bool IsWrite, int Tokens, int? Shard = 0)
{
    public const int Usual = 10;
    public const int Cheap = 2;

    public static RequestCost Read(int tokens = Usual) => new(false, tokens);

    public static RequestCost Write(int tokens = Usual) => new(true, tokens);

    /// <summary>An order that names its shard pays there; one that leaves it to the exchange pays everywhere.</summary>
    public static RequestCost Order(int? shard, int tokens = Usual) => new(true, tokens, shard is >= 0 ? shard : null);
}

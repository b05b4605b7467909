using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>
/// The relations of a proof, and what they make sure of: each by itself, or all of them together. What is sure is what
/// remains in the worst world that they admit.
/// </summary>
internal sealed class RelationCheck
{
    private readonly Node _root;
    private readonly Basket _basket;
    private readonly Comparison _compare;
    private readonly WorldRelation[] _relations;

    public RelationCheck(Node root, Basket basket, Comparison compare)
    {
        _root = root;
        _basket = basket;
        _compare = compare;
        Together = root["basis"].Text switch
        {
            "alone" => false,
            "together" => true,
            _ => throw new ProofException(root["basis"], "relations carry a payoff alone or together"),
        };
        _relations = [.. root["relations"].Items.Select(relation => Read(relation, basket.Markets))];
        if (_relations.Length == 0)
        {
            throw new ProofException(root["relations"], "nothing proves the payoff");
        }

        Sure = Search(Together ? _relations : _relations[..1]);
    }

    public bool Together { get; }

    public int Count => _relations.Length;

    /// <summary>The worlds that the rest of the proof speaks of: of all relations together, or of the first.</summary>
    public WorldSearch Sure { get; }

    /// <summary>The worst payoff that is sure.</summary>
    public BigInteger Run()
    {
        Payoff[] payoffs = _basket.Payoffs();
        IReadOnlyList<Node> nodes = _root["relations"].Items;
        BigInteger[] alone = [.. _relations.Select(relation => Search([relation]).Worst(payoffs))];
        BigInteger worst = Together ? Sure.Worst(payoffs) : alone.Min();
        for (int i = 0; i < _relations.Length; i++)
        {
            WorldRelation[] others = [.. _relations.Where((_, other) => other != i)];
            BigInteger left = Together || others.Length == 0
                ? Search(others).Worst(payoffs)
                : alone.Where((_, other) => other != i).Max();
            _compare.Money(nodes[i]["payoffAlone"], alone[i], "the worst payoff in the worlds of this relation");
            _compare.Money(nodes[i]["payoffIfItFails"], left, "the worst payoff when this relation alone fails");
            _compare.Money(nodes[i]["resultIfItFails"], left - _basket.Spent, "that payoff less cost and fees");
            _compare.Require(nodes[i]["payoffIfItFails"], !Together || left < worst, "the relation is superfluous");
        }

        Confidence(nodes);
        return worst;
    }

    /// <summary>
    /// Relations that each carry the payoff are as sure as the first. Of relations that must all hold every rule may
    /// fail by itself, and all relations of one rule fail together.
    /// </summary>
    private void Confidence(IReadOnlyList<Node> nodes)
    {
        foreach (Node node in nodes)
        {
            BigInteger confidence = Units.Ratio(node["confidence"]);
            bool isShare = confidence.Sign >= 0 && confidence <= Units.MicrosPerDollar;
            _compare.Require(node["confidence"], isShare, "a confidence lies between 0 and 1");
        }

        BigInteger doubt = nodes
            .GroupBy(static node => node["rule"].Text, StringComparer.Ordinal)
            .Aggregate(BigInteger.Zero, static (sum, rule) =>
                sum + rule.Max(static node => Units.MicrosPerDollar - Units.Ratio(node["confidence"])));
        BigInteger sure = Together
            ? BigInteger.Max(0, Units.MicrosPerDollar - doubt)
            : Units.Ratio(nodes[0]["confidence"]);
        _compare.Require(_root["confidence"], Units.Ratio(_root["confidence"]) == sure,
            "it does not follow from the relations' confidences");
    }

    private WorldSearch Search(WorldRelation[] relations) => new(_basket.Markets, relations);

    private static WorldRelation Read(Node relation, int markets)
    {
        string type = relation["type"].Text;
        if (!WorldRelation.IsKnown(type))
        {
            throw new ProofException(relation["type"], $"\"{type}\" guarantees nothing");
        }

        bool isLine = type == "Line";
        int cells = isLine ? Units.Index(relation["cells"], 1 << 20) : 0;
        ClaimAt[] claims = [.. relation["claims"].Items.Select(claim => new ClaimAt(
            Units.Index(claim["market"], markets),
            Units.IsYes(claim["side"]),
            isLine ? Units.Index(claim["from"], cells + 1) : 0,
            isLine ? Units.Index(claim["to"], cells + 1) : 0))];
        return claims.Length >= 2 && claims.DistinctBy(static claim => claim.Market).Count() == claims.Length
            && (type != "Complement" || claims.Length == 2)
            && Array.TrueForAll(claims, static claim => claim.From <= claim.To)
            ? new WorldRelation(type, claims, cells)
            : throw new ProofException(relation["claims"], "a relation is between different markets");
    }
}

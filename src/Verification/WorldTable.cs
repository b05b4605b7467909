using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>
/// The table of worlds: each row is admitted and pays what it says, no row stands twice, the worst is among them, and
/// where the argument gives their number there are no others.
/// </summary>
internal sealed class WorldTable(Node root, Basket basket, RelationCheck relations, Comparison compare)
{
    /// <summary>More worlds than this are not counted again.</summary>
    private const int MostCounted = 100_000;

    /// <summary>The belief in each leg: the part of all worlds, in millionths, in which it pays.</summary>
    public BigInteger[] Run()
    {
        IReadOnlyList<Node> rows = root["worlds"].Items;
        Payoff[] payoffs = basket.Payoffs();
        BigInteger[] beliefs = new BigInteger[basket.Legs.Count];
        BigInteger? least = null;
        HashSet<string> seen = new(StringComparer.Ordinal);
        int[] legs = [.. basket.Legs.Select(static leg => leg.Market)];
        bool[] world = new bool[legs.Length];
        BigInteger believed = 0;
        foreach (Node row in rows)
        {
            Array.Clear(world);
            foreach (Node market in row["yes"].Items)
            {
                int leg = Array.IndexOf(legs, Units.Index(market, basket.Markets));
                compare.Require(row, leg >= 0, "a market that resolves YES has no leg");
                if (leg >= 0)
                {
                    world[leg] = true;
                }
            }

            bool isNew = seen.Add(string.Create(world.Length, world, static (name, world) =>
            {
                for (int i = 0; i < name.Length; i++)
                {
                    name[i] = world[i] ? '1' : '0';
                }
            }));
            compare.Require(row, isNew, "the world stands twice");
            compare.Require(row, relations.Sure.Admits(legs, world), "the relations do not admit this world");
            BigInteger pays = 0;
            for (int i = 0; i < legs.Length; i++)
            {
                pays += payoffs[legs[i]].Of(world[i]);
            }

            compare.Money(row["pays"], pays, "what the legs pay in this world");
            least = least is { } known ? BigInteger.Min(known, pays) : pays;
            BigInteger belief = Units.Ratio(row["belief"]);
            compare.Require(row["belief"], belief.Sign >= 0, "a belief is not negative");
            believed += belief;
            for (int i = 0; i < beliefs.Length; i++)
            {
                beliefs[i] += world[i] == basket.Legs[i].IsYes ? belief : 0;
            }
        }

        compare.Require(root["worlds"], least == relations.Sure.Worst(payoffs), "the worst world is not among them");
        BigInteger whole = root["bound"].IsNull ? 0 : Units.MicrosPerDollar;
        compare.Require(root["worlds"], believed == whole, "the beliefs do not add up to one");
        Argument(rows.Count);
        return beliefs;
    }

    /// <summary>A number of worlds says that all are listed.</summary>
    private void Argument(int rows)
    {
        Node argument = root["argument"];
        Node worlds = argument["worlds"];
        Node cells = argument["cells"];
        IReadOnlyList<Node> named = root["relations"].Items;
        bool isSound = argument["kind"].Text switch
        {
            "closed form" => !relations.Together && cells.IsNull,
            "line" => named.Count == 1 && named[0]["type"].Text == "Line" && !cells.IsNull
                && cells.Text == named[0]["cells"].Text,
            "enumerated" => !worlds.IsNull && cells.IsNull,
            "oracle" => worlds.IsNull && cells.IsNull,
            _ => false,
        };
        compare.Require(argument["kind"], isSound, "the argument is not one about these relations");
        if (!worlds.IsNull)
        {
            int count = Units.Index(worlds, MostCounted);
            int[] legs = [.. basket.Legs.Select(static leg => leg.Market)];
            compare.Require(worlds, count == rows, "that many worlds are not listed");
            compare.Require(worlds, relations.Sure.Count(legs, count) == count,
                "the relations admit another number of worlds");
        }
    }
}

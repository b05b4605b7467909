using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>
/// Nothing on these books earns more than the bound. A belief over admissible worlds values each contract at the part
/// of the worlds in which it pays; a basket's worst world pays no more than the average one; so no basket of these legs
/// earns more than all that was on offer below those values, fees before rounding included.
/// </summary>
internal static class BoundCheck
{
    public static void Run(Node root, Basket basket, BigInteger[] beliefs, BigInteger edge, Comparison compare)
    {
        if (root["bound"].IsNull)
        {
            compare.Require(root["gap"], root["gap"].IsNull, "there is no bound to be apart from");
            return;
        }

        BigInteger total = 0;
        for (int i = 0; i < beliefs.Length; i++)
        {
            Node leg = basket.Legs[i].Node;
            BigInteger multiplier = LegCheck.Multiplier(leg["fee"]);
            foreach (Level level in LegCheck.Levels(leg["offered"]))
            {
                // In 10^-14 micro-dollars: a hundredth is worth a hundredth of the belief in millionths of a dollar.
                BigInteger worth = beliefs[i] * level.Quantity * (FeeCheck.Denominator / 100);
                BigInteger cost = (level.Cost * FeeCheck.Denominator) + FeeCheck.Model(level, multiplier);
                total += BigInteger.Max(0, worth - cost);
            }
        }

        BigInteger bound = FeeCheck.Up(total, FeeCheck.Denominator);
        compare.Money(root["bound"], bound, "what the levels on offer are worth above their cost");
        compare.Money(root["gap"], bound - edge, "the bound less the edge");
        compare.Require(root["bound"], bound >= edge, "the basket earns more than can be earned");
    }
}

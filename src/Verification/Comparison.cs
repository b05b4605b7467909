using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>Holds what a proof says against what follows, and notes where they differ.</summary>
internal sealed class Comparison(List<Fault> faults)
{
    public void Money(Node node, BigInteger expected, string what)
    {
        if (Units.Money(node) != expected)
        {
            faults.Add(new Fault(node.Line, node.Path, $"says {node.Text}, but {what} is {Units.Dollars(expected)}"));
        }
    }

    public void Require(Node node, bool isSo, string otherwise)
    {
        if (!isSo)
        {
            faults.Add(new Fault(node.Line, node.Path, otherwise));
        }
    }
}

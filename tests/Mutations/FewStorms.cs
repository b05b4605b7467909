using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Storms;

/// <summary>As many storms as can be played again for each mutant.</summary>
public sealed class FewStorms
{
    [Fact]
    public void No_seed_breaks_an_invariant() => Blow.HoldsIn(Blow.Many(1, 80, static seed => new StormOptions { Seed = seed }));
}

using Xunit;

namespace Dutchbook.Unit;

public sealed class HouseRules
{
    [Fact]
    public void The_repository_root_is_found() => Assert.True(true);
}

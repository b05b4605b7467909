using Dutchbook.Dashboard;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Dashboard;

/// <summary>Links, sessions and the instance's token.</summary>
public sealed class Keys
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_link_has_256_bits_and_is_good_once()
    {
        AccessKeys keys = new(_clock, "instance");
        string link = keys.NewLink();
        Assert.Equal(64, link.Length);
        string session = keys.Enter(link)!;
        Assert.True(keys.IsSession(session));
        Assert.Null(keys.Enter(link));
        Assert.False(keys.IsSession(link));
        Assert.NotEqual(link, session);
    }

    [Fact]
    public void What_is_too_old_opens_nothing()
    {
        AccessKeys keys = new(_clock, "instance");
        string used = keys.NewLink();
        string left = keys.NewLink();
        string session = keys.Enter(used)!;
        _clock.Advance(AccessKeys.LinkLasts);
        Assert.Null(keys.Enter(left));
        Assert.True(keys.IsSession(session));
        _clock.Advance(AccessKeys.SessionLasts - AccessKeys.LinkLasts);
        Assert.False(keys.IsSession(session));
    }

    [Fact]
    public void Many_links_do_not_fill_the_memory()
    {
        AccessKeys keys = new(_clock, "instance");
        string[] links = [.. Enumerable.Range(0, 100).Select(_ => keys.NewLink())];
        Assert.Null(keys.Enter(links[0]));
        Assert.NotNull(keys.Enter(links[99]));
    }

    [Theory]
    [InlineData("instance", true)]
    [InlineData("instanc", false)]
    [InlineData("", false)]
    public void Only_the_instance_token_is_the_instance_token(string token, bool isGood) =>
        Assert.Equal(isGood, new AccessKeys(_clock, "instance").IsInstance(token));
}

using Dutchbook.Cli;
using Dutchbook.Kalshi;
using Dutchbook.Unit.Kalshi;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Settings = Dutchbook.Cli.KalshiOptions;

namespace Dutchbook.Unit.Cli;

/// <summary>What `doctor` says of the key at the exchange, and of its stream.</summary>
public sealed class DoctorAccountTests
{
    private static readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
    private static readonly Settings withKey = new() { KeyId = "k", PrivateKeyPath = "key.pem", Subaccount = 3 };

    [Theory]
    [InlineData("read", null, 0, nameof(DoctorResult.Ok), "reads only: read")]
    [InlineData("read,write::trade", null, 0, nameof(DoctorResult.Ok), "cannot move money")]
    [InlineData("read,write::trade", 3, 0, nameof(DoctorResult.Ok), "cannot move money")]
    [InlineData("read,write", null, 0, nameof(DoctorResult.Warning), "may move money (write)")]
    [InlineData("read,write::trade,write::transfer", null, 0, nameof(DoctorResult.Warning), "may move money (write::transfer)")]
    [InlineData("write::trade", null, 0, nameof(DoctorResult.Failed), "may not read")]
    [InlineData("", null, 0, nameof(DoctorResult.Failed), "may not read: none")]
    [InlineData("read,write::trade", 5, 0, nameof(DoctorResult.Failed), "bound to subaccount 5")]
    [InlineData("read,write::trade", null, 200, nameof(DoctorResult.Ok), "cannot move money")]
    [InlineData("read,write::trade", null, 100, nameof(DoctorResult.Warning), "the location attestation of the account lapses ")]
    [InlineData("read,write::trade", null, -1, nameof(DoctorResult.Warning), "has lapsed")]
    public async Task A_key_may_do_what_is_wanted_and_no_more(string scopes, int? subaccount, int regionHours, string result, string words)
    {
        ApiKey key = new("k", scopes.Split(',', StringSplitOptions.RemoveEmptyEntries), subaccount);
        Account account = new() { Keys = new ApiKeys([key], regionHours == 0 ? null : clock.GetUtcNow().AddHours(regionHours)) };
        DoctorFinding finding = await new KeyScopesCheck(withKey, account, clock).Run(default);
        Assert.Equal(result, finding.Result.ToString());
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.Equal(finding.Result == DoctorResult.Ok, finding.Mend is null);
    }

    [Fact]
    public async Task A_key_that_the_exchange_does_not_list_or_an_exchange_that_does_not_say_is_told()
    {
        DoctorFinding unlisted = await new KeyScopesCheck(withKey, new Account { Keys = new ApiKeys([], null) }, clock).Run(default);
        Assert.Equal(DoctorResult.Warning, unlisted.Result);
        DoctorFinding silent = await new KeyScopesCheck(withKey, new Account(), clock).Run(default);
        Assert.Equal(DoctorResult.Failed, silent.Result);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_asked_and_nothing_is_wrong()
    {
        Account never = new() { Problem = "asked" };
        Assert.Equal(DoctorResult.Ok, (await new KeyScopesCheck(new Settings(), never, clock).Run(default)).Result);
        Assert.Equal(DoctorResult.Ok, (await new StreamCheck(new Settings(), never).Run(default)).Result);
        Assert.Equal("not checked", (await new KeyScopesCheck(null, never, clock).Run(default)).Message);
        Assert.Equal("not checked", (await new StreamCheck(null, never).Run(default)).Message);
    }

    [Fact]
    public async Task A_stream_that_does_not_open_is_told_with_its_reason()
    {
        DoctorFinding shut = await new StreamCheck(withKey, new Account { Problem = "401" }).Run(default);
        Assert.Equal((DoctorResult.Failed, "the stream does not open: 401"), (shut.Result, shut.Message));
        Assert.Equal(DoctorResult.Ok, (await new StreamCheck(withKey, new Account()).Run(default)).Result);
    }

    [Fact]
    public async Task The_sandbox_passes_with_its_own_key()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        Settings settings = new()
        {
            BaseUrl = desk.Server.RestBase.AbsoluteUri,
            KeyId = desk.Options.KeyId,
            PrivateKeyPath = desk.Options.PrivateKeyPath,
        };
        AccountProbe probe = new(desk.Time);
        DoctorFinding scopes = await new KeyScopesCheck(settings, probe, desk.Time).Run(TestContext.Current.CancellationToken);
        Assert.True(scopes.Result != DoctorResult.Failed, scopes.Message);
        DoctorFinding stream = await new StreamCheck(settings, probe).Run(TestContext.Current.CancellationToken);
        Assert.Equal((DoctorResult.Ok, "opens"), (stream.Result, stream.Message));
    }

    private sealed class Account : IAccountProbe
    {
        public ApiKeys? Keys { get; init; }

        public string? Problem { get; init; }

        public Task<ApiKeys> ReadKeys(Settings options, CancellationToken cancellation) =>
            Task.FromResult(Keys ?? throw new KalshiException(KalshiErrorKind.Unauthorized, "no"));

        public Task<string?> OpenStream(Settings options, CancellationToken cancellation) => Task.FromResult(Problem);
    }
}

using Dutchbook.Execution;
using Dutchbook.Storage;
using Dutchbook.Unit.Execution;
using Xunit;

namespace Dutchbook.Unit.Storage;

public sealed class FileHaltFlags : IDisposable
{
    private readonly ScratchFolder folder = new();

    private string Path => folder.File("halt");

    private FileHaltFlag Flag => new(Path);

    [Fact]
    public void Without_a_file_trading_may_go_on() => Assert.Equal(TradingMode.Active, Flag.Read().Mode);

    [Fact]
    public void A_state_reads_back_in_another_process()
    {
        TradingModeState[] states =
        [
            new(TradingMode.Halted, "a difference", Some.Now, NeedsPerson: true),
            new(TradingMode.Halted, "by hand", Some.Now),
            new(TradingMode.Reducing, "for the night", Some.Now),
        ];
        foreach (TradingModeState state in states)
        {
            Flag.Set(state);
            Assert.Equal(state, Flag.Read());
        }

        Flag.Set(new TradingModeState(TradingMode.Active, "", Some.Now));
        Assert.Equal(TradingMode.Active, Flag.Read().Mode);
        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("stop!")]
    [InlineData("\0\0\0")]
    [InlineData("halted")]
    [InlineData("reducing please")]
    public void A_file_that_says_nothing_we_know_halts_and_needs_a_person(string text)
    {
        File.WriteAllText(Path, text);
        Assert.Equal((TradingMode.Halted, true), (Flag.Read().Mode, Flag.Read().NeedsPerson));
    }

    [Fact]
    public void What_cannot_be_read_halts()
    {
        File.WriteAllText(Path, "reducing");
        using FileStream held = new(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(TradingMode.Halted, Flag.Read().Mode);
    }

    [Fact]
    public void A_reason_stays_on_one_line()
    {
        Flag.Set(new TradingModeState(TradingMode.Halted, "first\nmay resume", Some.Now, NeedsPerson: true));
        Assert.True(Flag.Read().NeedsPerson);
        Assert.Equal("first may resume", Flag.Read().Reason);
    }

    public void Dispose() => folder.Dispose();
}

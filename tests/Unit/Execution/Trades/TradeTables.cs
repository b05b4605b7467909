using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Trades;

public sealed class TradeTables
{
    private const string Table =
        """
                   Grant   Decline Viewed Blind  OrderEnded OrderDenied Booked Due    Restart Flatten
        Draft      Reserve Refuse  Misuse Misuse Misuse     Misuse      Misuse Misuse Misuse  Misuse
        Declined   Misuse  Misuse  Stay   Stay   Misuse     Misuse      Stay   Stay   Stay    Stay
        Reserved   Misuse  Misuse  Decide Pause  Misuse     Misuse      Stay   Look   Look    Flatten
        Working    Misuse  Misuse  Decide Pause  Look       TakeDenial  Finish Look   Look    Flatten
        Completing Misuse  Misuse  Decide Pause  Look       TakeDenial  Finish Look   Look    Flatten
        Unwinding  Misuse  Misuse  Decide Pause  Look       TakeDenial  Finish Look   Look    Flatten
        Balanced   Misuse  Misuse  Stay   Stay   Misuse     Misuse      Finish Stay   Stay    Stay
        Complete   Misuse  Misuse  Stay   Stay   Misuse     Misuse      Stay   Stay   Stay    Flatten
        Flat       Misuse  Misuse  Stay   Stay   Misuse     Misuse      Stay   Stay   Stay    Stay
        Residual   Misuse  Misuse  Stay   Stay   Misuse     Misuse      Stay   Stay   Stay    Flatten
        """;

    [Fact]
    public void Every_pair_of_phase_and_signal_is_as_the_table_says()
    {
        string[][] rows = [.. Table.Split('\n').Select(static row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Equal(Enum.GetNames<TradeSignal>(), rows[0]);
        Assert.Equal(Enum.GetNames<TradePhase>(), rows[1..].Select(static row => row[0]));
        foreach (string[] row in rows[1..])
        {
            TradePhase phase = Enum.Parse<TradePhase>(row[0]);
            foreach (TradeSignal signal in Enum.GetValues<TradeSignal>())
            {
                Assert.Equal((phase, signal, row[(int)signal + 1]), (phase, signal, TradeTable.Next(phase, signal).ToString()));
            }
        }
    }
}

using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Orders;

public sealed class OrderTables
{
    /// <summary>Every pair: where it goes, or `.` stays, `!` contradicts, `-` must never be.</summary>
    private const string Table =
        """
                   Approve  Deny   BeginSend Withdraw AskCancel BeginLook Restart  AnsweredResting AnsweredEnded AnsweredRefused AnsweredUnknown SeenResting SeenEnded NotSeen ProvenAbsent FillSeen FilledWhole
        Planned    Intended Denied -         -        -         -         -        -               -             -               -               !           !         .       .            !        !
        Denied     -        -      -         -        .         .         .        -               -             -               -               !           !         .       .            !        !
        Intended   -        -      Sent      Rejected .         -         Rejected -               -             -               -               !           !         .       .            !        !
        Sent       -        -      -         -        .         Resolving Unknown  Working         Closed        Rejected        Unknown         Working     Closed    .       Rejected     .        Closed
        Working    -        -      -         -        Closing   .         .        .               Closed        !               .               .           Closed    .       !            .        Closed
        Closing    -        -      -         -        .         .         .        .               Closed        !               .               .           Closed    .       !            .        Closed
        Unknown    -        -      -         -        .         Resolving .        Working         Closed        Rejected        .               Working     Closed    .       Rejected     .        Closed
        Resolving  -        -      -         -        .         .         Unknown  Working         Closed        Rejected        .               Working     Closed    Unknown Rejected     .        Closed
        Closed     -        -      -         -        .         .         .        .               .             !               .               .           .         .       !            .        .
        Rejected   -        -      -         -        .         .         .        !               !             .               .               !           !         .       .            !        !
        """;

    [Fact]
    public void Every_pair_of_phase_and_signal_is_as_the_table_says()
    {
        string[][] rows = [.. Table.Split('\n').Select(static row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Equal(Enum.GetNames<OrderSignal>(), rows[0]);
        Assert.Equal(Enum.GetNames<OrderPhase>(), rows[1..].Select(static row => row[0]));
        foreach (string[] row in rows[1..])
        {
            OrderPhase phase = Enum.Parse<OrderPhase>(row[0]);
            foreach (OrderSignal signal in Enum.GetValues<OrderSignal>())
            {
                Assert.Equal((phase, signal, row[(int)signal + 1]), (phase, signal, Word(OrderTable.Next(phase, signal))));
            }
        }
    }

    [Fact]
    public void No_final_phase_is_ever_left()
    {
        foreach (OrderPhase phase in Enum.GetValues<OrderPhase>().Where(static phase => phase.IsFinal()))
        {
            Assert.All(Enum.GetValues<OrderSignal>(), signal =>
                Assert.NotEqual(OrderMoveKind.Go, OrderTable.Next(phase, signal).Kind));
        }
    }

    [Fact]
    public void Nothing_goes_back_to_a_phase_before_the_bytes_left()
    {
        OrderPhase[] sent = [OrderPhase.Sent, OrderPhase.Working, OrderPhase.Closing, OrderPhase.Unknown, OrderPhase.Resolving];
        foreach (OrderPhase phase in sent)
        {
            Assert.All(Enum.GetValues<OrderSignal>(), signal => Assert.False(
                OrderTable.Next(phase, signal) is { Kind: OrderMoveKind.Go, Phase: OrderPhase.Planned or OrderPhase.Intended or OrderPhase.Sent }));
        }
    }

    private static string Word(OrderMove move) => move.Kind switch
    {
        OrderMoveKind.Go => move.Phase.ToString(),
        OrderMoveKind.Stay => ".",
        OrderMoveKind.Contradiction => "!",
        OrderMoveKind.Misuse => "-",
    };
}

using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Orders;

public sealed class OrderLives
{
    private static readonly Fence Fence = new();
    private static readonly OrderIntent Intent = Some.Intent(Some.Plan(Some.Pair(fees: Some.NoFees)));

    [Fact]
    public void An_order_that_never_left_is_refused_by_a_restart()
    {
        OrderState intended = new() { Intent = Intent, Phase = OrderPhase.Intended };
        Assert.Equal(OrderPhase.Rejected, Step(intended, new OrderInput.Restarted(Some.Now)).Phase);
    }

    [Fact]
    public void An_order_that_may_have_left_is_unknown_after_a_restart_and_counts_whole()
    {
        OrderState order = Step(Some.Sent(Intent), new OrderInput.Restarted(Some.Now));
        Assert.Equal(OrderPhase.Unknown, order.Phase);
        Assert.Equal(Quantity.Zero, order.Filled());
        Assert.Equal(Intent.Quantity, order.FilledAtMost());
    }

    [Fact]
    public void A_refusal_for_a_pause_is_true_of_one_delivery_only()
    {
        // The network may deliver twice: the second delivery comes when the pause is over, and rests.
        SubmitAnswer.Rejected paused = new(RejectionKind.NotTrading, "TradingIsPaused", "");
        OrderState order = Step(Some.Sent(Intent), new OrderInput.Answered(Some.Now, paused));
        Assert.Equal(OrderPhase.Unknown, order.Phase);
        Assert.Equal(
            OrderPhase.Working, Step(order, new OrderInput.Seen(Some.Now, Some.Row(Intent, VenueOrderStatus.Resting, 0))).Phase);
    }

    // seconds from the last moment of sending to the list's own time, then seconds between the lists; proven
    [InlineData(44, 60, false)]
    [InlineData(45, 60, true)]
    [InlineData(45, 1, false)]
    [InlineData(45, 2, true)]
    [Theory]
    public void Absence_is_proven_by_two_lists_past_the_fence_and_by_nothing_less(int past, int between, bool proven)
    {
        OrderState order = Some.Sent(Intent) with { Phase = OrderPhase.Resolving };
        DateTimeOffset asOf = order.SendBy!.Value.AddSeconds(past);
        order = Step(order, new OrderInput.Missed(asOf, asOf));
        Assert.False(order.Phase.IsFinal());
        order = Step(order, new OrderInput.LookBegan(asOf));
        order = Step(order, new OrderInput.Missed(asOf.AddSeconds(between), asOf));
        Assert.Equal(proven ? OrderPhase.Rejected : OrderPhase.Unknown, order.Phase);
    }

    [Fact]
    public void Lists_that_could_not_be_read_prove_nothing()
    {
        OrderState order = Some.Sent(Intent) with { Phase = OrderPhase.Resolving };
        for (int hour = 1; hour < 10; hour++)
        {
            order = Step(order, new OrderInput.Missed(Some.Now.AddHours(hour), null));
        }

        Assert.Equal(OrderPhase.Unknown, order.Phase);
    }

    [Fact]
    public void An_order_heard_of_between_two_empty_lists_is_not_absent()
    {
        OrderState order = Some.Sent(Intent) with { Phase = OrderPhase.Resolving };
        DateTimeOffset late = Some.Now.AddMinutes(5);
        order = Step(order, new OrderInput.Missed(late, late));
        order = Step(order, new OrderInput.FillTold(late, Some.Fill(Intent, 100)));
        order = Step(order, new OrderInput.LookBegan(late));
        order = Step(order, new OrderInput.Missed(late.AddMinutes(1), late.AddMinutes(1)));
        Assert.False(order.Phase.IsFinal());
        Assert.Equal(Quantity.FromContracts(1), order.Filled());
    }

    [Fact]
    public void A_success_without_resting_contracts_ends_an_order_and_one_with_them_does_not()
    {
        Quantity some = Quantity.FromContracts(3);
        Assert.Equal(OrderPhase.Closed, Answer(new SubmitAnswer.Accepted("v", some, Quantity.Zero, null)).Phase);
        Assert.Equal(OrderPhase.Working, Answer(new SubmitAnswer.Accepted("v", some, some, null)).Phase);
    }

    [Fact]
    public void What_proves_nothing_leaves_an_order_unknown()
    {
        Assert.Equal(OrderPhase.Unknown, Answer(new SubmitAnswer.Unknown("timeout")).Phase);
        Assert.Equal(OrderPhase.Unknown, Answer(new SubmitAnswer.Exists("409")).Phase);
    }

    [Fact]
    public void A_stale_row_lowers_nothing()
    {
        OrderState order = Step(Some.Sent(Intent), Seen(VenueOrderStatus.Resting, 700));
        order = Step(order, Seen(VenueOrderStatus.Resting, 200));
        Assert.Equal(Quantity.FromContracts(7), order.Filled());
        order = Step(order, Seen(VenueOrderStatus.Canceled, 700));
        order = Step(order, Seen(VenueOrderStatus.Resting, 0));
        Assert.Equal(OrderPhase.Closed, order.Phase);
        Assert.Equal(Quantity.FromContracts(7), order.Filled());
    }

    [Fact]
    public void An_unknown_word_of_the_venue_ends_nothing() =>
        Assert.Equal(OrderPhase.Working, Step(Some.Sent(Intent), Seen(VenueOrderStatus.Unknown, 0)).Phase);

    [Fact]
    public void A_fill_told_twice_counts_once()
    {
        OrderState order = Some.Sent(Intent);
        for (int i = 0; i < 3; i++)
        {
            order = Step(order, new OrderInput.FillTold(Some.Now, Some.Fill(Intent, 400)));
        }

        Assert.Equal(Quantity.FromContracts(4), order.Booked());
    }

    [Fact]
    public void What_no_honest_venue_says_is_a_contradiction()
    {
        OrderState sent = Some.Sent(Intent);
        OrderState working = Step(sent, Seen(VenueOrderStatus.Resting, 0));
        OrderState refused = Answer(new SubmitAnswer.Rejected(RejectionKind.Killed, "killed", ""));
        Assert.NotNull(OrderMachine.Step(refused, Seen(VenueOrderStatus.Executed, 1000), Fence).Contradiction);
        Assert.NotNull(OrderMachine.Step(working, Told(Some.Fill(Intent, 1_001)), Fence).Contradiction);
        Assert.NotNull(OrderMachine.Step(working, Told(Some.Fill(Intent, 1) with { Ticker = "B" }), Fence).Contradiction);
        Assert.NotNull(OrderMachine.Step(working, Told(Some.Fill(Intent, 1) with { Side = Side.Yes }), Fence).Contradiction);
        Assert.NotNull(OrderMachine.Step(working, Told(Some.Fill(Intent, 1, price: Price.FromTicks(9_000))), Fence).Contradiction);
        OrderInput other = new OrderInput.Seen(Some.Now, Some.Row(Intent, VenueOrderStatus.Resting, 0) with { OrderId = "another" });
        Assert.NotNull(OrderMachine.Step(working, other, Fence).Contradiction);
        Assert.Null(OrderMachine.Step(working, Told(Some.Fill(Intent, 1_000)), Fence).Contradiction);
    }

    [Fact]
    public void A_contradiction_forgets_no_fill()
    {
        OrderState refused = Answer(new SubmitAnswer.Rejected(RejectionKind.Killed, "killed", ""));
        OrderStep step = OrderMachine.Step(refused, Told(Some.Fill(Intent, 300)), Fence);
        Assert.Equal(OrderPhase.Rejected, step.State.Phase);
        Assert.Equal(Quantity.FromContracts(3), step.State.Filled());
    }

    [Fact]
    public void The_final_state_does_not_depend_on_the_order_in_which_things_are_told()
    {
        // One order that filled 6 in two fills and then ended: its answer, rows, fills and a cancel come in any order, some twice.
        OrderInput[] told =
        [
            new OrderInput.Answered(Some.Now, new SubmitAnswer.Accepted(
                "v-" + Intent.ClientOrderId, Quantity.FromContracts(6), Quantity.Zero, null)),
            Seen(VenueOrderStatus.Resting, 0),
            Seen(VenueOrderStatus.Resting, 200),
            Seen(VenueOrderStatus.Canceled, 600),
            Told(Some.Fill(Intent, 200, "f1")),
            Told(Some.Fill(Intent, 400, "f2")),
            Told(Some.Fill(Intent, 400, "f2")),
            new OrderInput.CancelAsked(Some.Now),
            new OrderInput.Missed(Some.Now, Some.Now),
        ];
        Gen.Shuffle(told).Sample(shuffled =>
        {
            OrderState order = Some.Sent(Intent);
            foreach (OrderInput input in shuffled)
            {
                Quantity before = order.Filled();
                OrderStep step = OrderMachine.Step(order, input, Fence);
                Assert.Null(step.Contradiction);
                Assert.True(step.State.Filled() >= before);
                order = step.State;
            }

            Assert.Equal(OrderPhase.Closed, order.Phase);
            Assert.Equal(Quantity.FromContracts(6), order.Filled());
            Assert.Equal(2, order.Fills.Count);
        }, iter: 2_000);
    }

    private static OrderState Step(OrderState order, OrderInput input) => OrderMachine.Step(order, input, Fence).State;

    private static OrderState Answer(SubmitAnswer answer) => Step(Some.Sent(Intent), new OrderInput.Answered(Some.Now, answer));

    private static OrderInput.Seen Seen(VenueOrderStatus status, int filled) => new(Some.Now, Some.Row(Intent, status, filled));

    private static OrderInput.FillTold Told(VenueFill fill) => new(Some.Now, fill);
}

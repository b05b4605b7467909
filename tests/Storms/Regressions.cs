using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Storms;

/// <summary>Seeds with their drawn faults that once broke an invariant. They are never deleted.</summary>
public sealed class Regressions
{
    // A market of an open trade closed for good, and the trade waited for its book for ever.
    [InlineData(15, "RequestDuplicated=139386 ServerError=192348 ClosedEarly=9550 Crash=7756 JournalFailed=1069 Reduced=11045 "
        + "AbnormalSettlement=135449")]

    // Of two legs to be sold, only one order of sales stays within the bound.
    [InlineData(91, "RequestLost=92847 RequestDuplicated=72458 RateLimited=55839 ReadFailed=88156 PriceMoved=156302 "
        + "BookVanished=155832 GappedBook=116687 ClosedEarly=15465 ExchangePaused=39748 JournalFailed=5730 Halted=15794 "
        + "Reduced=16291 AbnormalSettlement=210522")]

    // The fill of a sale was told before the fill of the purchase.
    [InlineData(115, "ServerError=175362 StaleRead=421284 ReadFailed=25661 BookVanished=119185 MarketPaused=38819 "
        + "ClosedEarly=6895 ExchangePaused=170 Crash=18807 SendDelayed=77406 AbnormalSettlement=147745")]

    // The planned limit lay far above a book that had fallen.
    [InlineData(363, "RateLimited=137143 ServerError=54494 ReadFailed=252394 NoticeRepeated=184371 PriceMoved=505238 "
        + "StaleBook=80180 Reduced=19363 SendDelayed=92824 AbnormalSettlement=192915")]

    // These three were found when baskets could be closed and rolled, and settlements taken back.
    [InlineData(3_097, "RequestDuplicated=193946 StaleRead=537339 ReadFailed=17582 NoticeDropped=173219 NoticeRepeated=443989 "
        + "MarketPaused=53369 Reduced=14683 AbnormalSettlement=132372 Flattened=9956 SoldEarly=39978 Rolled=161044 Disputed=109002 "
        + "SettledAgain=201426")]
    [InlineData(3_866, "RequestLost=94398 RequestDelayed=30618 ReadFailed=134671 StaleBook=109235 MarketPaused=82156 ClosedEarly=740 "
        + "ExchangePaused=30292 Rolled=170455 SettledAgain=270980")]
    [InlineData(3_901, "RequestLost=179680 ResponseLost=44762 ServerError=4569 StaleRead=454013 NoticeDropped=989242 PriceMoved=179572 "
        + "StaleBook=27504 GappedBook=160856 MarketPaused=31763 Crash=19870 Halted=16170 SendDelayed=111841 AbnormalSettlement=143971 "
        + "Flattened=15185 Rolled=47540 Disputed=265133")]

    // A closing that stopped half-way left what had been held beyond whole baskets, though somebody bid for it.
    [InlineData(2_022_400, "RequestDelayed=139987 RequestDuplicated=79232 RateLimited=41435 ServerError=142159 BookVanished=149674 "
        + "StaleBook=206124 Halted=2254 AbnormalSettlement=74226 Rolled=182779 Disputed=194966")]
    [Theory]
    public void A_storm_that_once_failed_holds_now(int seed, string faults) => Blow.HoldsIn(
        [Storm.Run(new StormOptions { Seed = (ulong)seed, Faults = FaultPlan.Parse(faults) })]);

    // Refused for a pause, delivered twice, and the second delivery came when the pause was over.
    [Fact]
    public void A_refused_order_that_rests_after_all_is_followed() => Blow.HoldsIn([Storm.Run(new StormOptions
    {
        Seed = 500_019,
        Policy = Execution.TradePolicy.Brief,
        Faults = FaultPlan.Parse("ResponseLost=278799 RequestDuplicated=190567 RateLimited=106311 StaleRead=43958 PriceMoved=403140 "
            + "GappedBook=30620 ExchangePaused=38197 AbnormalSettlement=88896"),
    })]);

    [Fact]
    public void A_plan_is_read_as_it_was_written()
    {
        for (ulong seed = 1; seed < 50; seed++)
        {
            string text = FaultPlan.Draw(seed).ToString();
            Assert.Equal(text, FaultPlan.Parse(text).ToString());
        }
    }
}

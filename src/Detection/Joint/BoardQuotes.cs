using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>The quotes of a board.</summary>
internal sealed class BoardQuotes(Board board) : IQuotes
{
    public Box BoxOf(Market market)
    {
        int slot = board.SlotOf(Claim.Yes(market));
        long yes = board.Cost[slot];
        long no = board.Cost[slot ^ 1];
        return new Box(no >= Board.Absent ? Box.NoBid : Box.Dollar - no, yes >= Board.Absent ? Box.NoAsk : yes);
    }

    public SizedLeg LegOf(Claim claim) => board.LegOf(board.SlotOf(claim));

    public Event? EventOf(Market market) => board.EventOf(board.SlotOf(Claim.Yes(market)) >> 1);
}

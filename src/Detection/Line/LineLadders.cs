namespace Dutchbook.Detection;

/// <summary>The depth of every claim of a line, and how much of each is taken.</summary>
/// <remarks>
/// A market's box, while a position is built, is marginal: the ask is what one more YES costs, or what giving up a NO
/// taken before brings back, whichever is less; the bid mirrors it.
/// </remarks>
internal sealed class LineLadders
{
    /// <summary>Far more than any book holds, and little enough that sums of a line fit 64 bits.</summary>
    public const long MostHundredths = 1L << 40;

    private LineLevel[] _levels;
    private Claim[] _claims;
    private int _levelCount;
    private int _markets;

    public LineLadders(int markets, int levels)
    {
        _claims = new Claim[2 * markets];
        _levels = new LineLevel[levels];
    }

    public void Begin(int markets)
    {
        if (_claims.Length < 2 * markets)
        {
            _claims = new Claim[2 * markets];
        }

        _markets = markets;
        _levelCount = 0;
        _claims.AsSpan(0, 2 * markets).Clear();
    }

    /// <summary>Gives a claim its levels, the cheapest first.</summary>
    /// <exception cref="ArgumentException">A level costs less than the one before it, or its quantity is none or too
    /// much.</exception>
    public void Offer(int market, bool isYes, ReadOnlySpan<LineLevel> levels)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(market, _markets);
        if (_levelCount + levels.Length > _levels.Length)
        {
            Array.Resize(ref _levels, Math.Max(2 * _levels.Length, _levelCount + levels.Length));
        }

        for (int i = 0; i < levels.Length; i++)
        {
            LineLevel level = levels[i];
            if (level.Hundredths is <= 0 or > MostHundredths
                || level.Cost is <= -LinePrice.Beyond or >= LinePrice.Beyond
                || (i > 0 && level.Cost < levels[i - 1].Cost))
            {
                throw new ArgumentException($"level {i} of market {market}, {level}, makes no ladder", nameof(levels));
            }

            _levels[_levelCount + i] = level;
        }

        int first = _levelCount;
        _levelCount += levels.Length;
        _claims[Index(market, isYes)] = new Claim { First = first, End = _levelCount, At = first };
    }

    /// <summary>Forgets what is taken, but not the levels.</summary>
    public void Release()
    {
        foreach (ref Claim claim in _claims.AsSpan(0, 2 * _markets))
        {
            claim.At = claim.First;
            claim.Used = 0;
            claim.Taken = 0;
            claim.IsOpen = false;
        }
    }

    /// <summary>Lets more of the claim be taken.</summary>
    public void Open(int market, bool isYes) => _claims[Index(market, isYes)].IsOpen = true;

    public ReadOnlySpan<LineLevel> Levels(int market, bool isYes)
    {
        ref readonly Claim claim = ref _claims[Index(market, isYes)];
        return _levels.AsSpan(claim.First, claim.End - claim.First);
    }

    /// <summary>Hundredths taken of the claim.</summary>
    public long Taken(int market, bool isYes) => _claims[Index(market, isYes)].Taken;

    public int Ask(int market) => Math.Min(Next(Index(market, true)), LinePrice.Dollar - Last(Index(market, false)));

    public int Bid(int market) => Math.Max(LinePrice.Dollar - Next(Index(market, false)), Last(Index(market, true)));

    /// <summary>Hundredths that can pass through the market at its ask (or its bid) before that changes.</summary>
    public long Room(int market, bool isUp)
    {
        ref readonly Claim other = ref _claims[Index(market, !isUp)];
        ref readonly Claim own = ref _claims[Index(market, isUp)];
        return GivesUp(market, isUp) ? UsedAtLast(other) : _levels[own.At].Hundredths - own.Used;
    }

    public void Pass(int market, bool isUp, long hundredths)
    {
        if (GivesUp(market, isUp))
        {
            ref Claim other = ref _claims[Index(market, !isUp)];
            if (other.Used == 0)
            {
                other.At--;
                other.Used = _levels[other.At].Hundredths;
            }

            other.Used -= hundredths;
            other.Taken -= hundredths;
            return;
        }

        ref Claim own = ref _claims[Index(market, isUp)];
        own.Used += hundredths;
        own.Taken += hundredths;
        if (own.Used == _levels[own.At].Hundredths)
        {
            own.At++;
            own.Used = 0;
        }
    }

    private static int Index(int market, bool isYes) => (2 * market) + (isYes ? 0 : 1);

    /// <summary>Whether the other claim, given up, is no worse than more of this one.</summary>
    private bool GivesUp(int market, bool isUp)
    {
        int other = Last(Index(market, !isUp));
        return other > -LinePrice.Beyond && LinePrice.Dollar - other <= Next(Index(market, isUp));
    }

    private int Next(int index)
    {
        ref readonly Claim claim = ref _claims[index];
        return claim.IsOpen && claim.At < claim.End ? _levels[claim.At].Cost : LinePrice.Beyond;
    }

    private int Last(int index)
    {
        ref readonly Claim claim = ref _claims[index];
        return claim.Taken == 0 ? -LinePrice.Beyond : _levels[claim.Used > 0 ? claim.At : claim.At - 1].Cost;
    }

    private long UsedAtLast(in Claim claim) => claim.Used > 0 ? claim.Used : _levels[claim.At - 1].Hundredths;

    private struct Claim
    {
        public int First;
        public int End;

        /// <summary>The level of which more could be taken, and how much of it is.</summary>
        public int At;
        public long Used;
        public long Taken;
        public bool IsOpen;
    }
}

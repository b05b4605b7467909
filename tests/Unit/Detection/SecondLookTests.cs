using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

public sealed class SecondLookTests
{
    private readonly World _world = new();
    private readonly Opportunity _candidate;
    private readonly Detector _detector = new(new DetectionOptions { QuarantineAbove = null });

    public SecondLookTests()
    {
        Market wide = _world.Quoted("W", "0.40", "10", "0.42", "10");
        Market narrow = _world.Quoted("N", "0.55", "10", "0.57", "10");
        _world.Relate(RelationType.Threshold, narrow, wide);
        _candidate = Assert.Single(_world.Listed());
    }

    [Fact]
    public void What_fresh_books_still_offer_is_sized_again_and_validated()
    {
        Opportunity? found = Look(Books(("0.44", "4")), Now.AddSeconds(1), out string reason);

        Assert.Equal("", reason);
        Assert.Equal(OpportunityStatus.Validated, found!.Status);
        Assert.Equal(_candidate.Id, found.Id);
        Assert.Equal(Q("4.00"), found.Units);
        Assert.Equal(M("1.76") + M("1.80"), found.Cost); // 4 x 0.44 + 4 x 0.45
        Assert.Equal(M("4"), found.MinPayout);
        Assert.True(found.Executable);
        Assert.Equal(Now.AddSeconds(1), found.DetectedAt);
    }

    [Fact]
    public void What_now_pays_only_without_the_margin_is_validated_below_threshold()
    {
        Opportunity? found = Look(Books(("0.50", "4")), Now, out _);

        Assert.Equal(OpportunityStatus.Validated, found!.Status);
        Assert.NotEmpty(found.BelowThreshold);
    }

    [Fact]
    public void What_no_longer_pays_is_gone()
    {
        Assert.Null(Look(Books(("0.54", "4")), Now, out string reason));
        Assert.Equal("gone on second look: a basket costs 0.9900 before fees and pays 1.0000", reason);
    }

    [Fact]
    public void An_empty_side_is_gone()
    {
        Assert.Null(Look(Books(), Now, out string reason));
        Assert.Equal("gone on second look: nobody offers YES W", reason);
    }

    [Fact]
    public void A_market_that_closed_meanwhile_is_gone()
    {
        Assert.Null(Look(Books(("0.44", "4")), Now.AddDays(30), out string reason));
        Assert.StartsWith("gone on second look: W: market is past its close time", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_books_prove_nothing()
    {
        Assert.Null(Look(Books(("0.44", "4")), Now.AddSeconds(6), out string reason));
        Assert.Equal("the book of W is 6.0 s old, more than 5.0 s", reason);
    }

    [Fact]
    public void Books_too_far_apart_prove_nothing()
    {
        Dictionary<string, OrderBook> books = Books(("0.44", "4"));
        books["N"] = Book([("0.55", "10")], [], Now.AddSeconds(3));

        Assert.Null(Look(books, Now.AddSeconds(3), out string reason));
        Assert.Equal("its books lie 3.0 s apart, more than 2.0 s", reason);
    }

    [Fact]
    public void A_missing_or_crossed_book_proves_nothing()
    {
        Dictionary<string, OrderBook> books = Books(("0.44", "4"));
        books["N"] = Book([("0.55", "10")], [("0.55", "10")], Now);
        Assert.Null(Look(books, Now, out string crossed));
        books.Remove("N");
        Assert.Null(Look(books, Now, out string missing));

        Assert.Equal("the book of N is crossed", crossed);
        Assert.Equal("no book of N was received", missing);
    }

    private static Dictionary<string, OrderBook> Books(
        params (string Price, string Size)[] asksOfWide) => new(StringComparer.Ordinal)
        {
            ["W"] = Book([("0.40", "10")], asksOfWide, Now),
            ["N"] = Book([("0.55", "10")], [("0.57", "10")], Now),
        };

    private Opportunity? Look(Dictionary<string, OrderBook> books, DateTimeOffset at, out string reason) =>
        _detector.Resize(_candidate, books, _world.Snapshot(), at, out reason);
}

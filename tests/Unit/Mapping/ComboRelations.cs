using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>A combo pays exactly when all its legs settle on the sides it names.</summary>
public sealed class ComboRelations
{
    [Fact]
    public void A_combo_is_the_conjunction_of_its_legs_on_their_sides()
    {
        RelationMap map = Games(Combo(("G-1-A", "yes"), ("H-1-B", "no"))).Map();

        map.Single(RelationType.Conjunction, "C-1-X", "G-1-A", "H-1-B").Says("mve_selected_legs: the combo needs YES G-1-A and NO H-1-B");
        map.Forbids("C-1-X");
        map.Forbids("C-1-X", "G-1-A", "H-1-B");
        map.Forbids("G-1-A");
        map.Allows("C-1-X", "G-1-A");
        map.Allows("H-1-B");
    }

    [Fact]
    public void A_leg_that_pays_a_fraction_is_no_leg()
    {
        RelationMap map = Games(Combo(("G-1-A", "yes"), ("S-1-A", "yes"))).Event("S-1", new Row("S-1-A") { Type = "scalar" }).Map();

        Assert.Empty(map.Relations);
        map.Refuses("C-1-X", "S-1-A is not binary");
    }

    [Theory]
    [InlineData("G-1-A", "G-1-A", "different markets")]
    [InlineData("G-1-A", "C-1-X", "itself")]
    [InlineData("G-1-A", "G-1-Z", "was not read")]
    public void Legs_that_are_not_two_known_markets_are_refused(string first, string second, string reason)
    {
        RelationMap map = Games(Combo((first, "yes"), (second, "yes"))).Map();

        Assert.Empty(map.Relations);
        map.Refuses("C-1-X", reason);
    }

    [Fact]
    public void One_leg_is_not_enough()
    {
        RelationMap map = Games(Combo(("G-1-A", "yes"))).Map();

        Assert.Empty(map.Relations);
        map.Refuses("C-1-X", "two or more");
    }

    [Fact]
    public void A_side_that_cannot_be_read_leaves_the_combo_without_legs()
    {
        RelationMap map = Games(Combo(("G-1-A", "yes"), ("H-1-B", "maybe"))).Map();

        Assert.Empty(map.Relations);
    }

    [Fact]
    public void A_leg_with_a_fair_price_clause_is_told()
    {
        const string clause = "If the game is cancelled, the market resolves to a fair price.";
        RelationMap map = new Listing()
            .Event("G-1", new Row("G-1-A"), new Row("G-1-B") { Secondary = clause })
            .Page("C-1", Combo(("G-1-A", "yes"), ("G-1-B", "yes"))).Map();

        map.Single(RelationType.Conjunction, "C-1-X", "G-1-A", "G-1-B").Says("abnormal settlement: " + clause);
    }

    private static Listing Games(Row combo) => new Listing()
        .Event("G-1", new Row("G-1-A")).Event("H-1", new Row("H-1-B")).Page("C-1", combo);

    private static Row Combo(params (string Ticker, string Side)[] legs) => new("C-1-X") { Legs = legs };
}

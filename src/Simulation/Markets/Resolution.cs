using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>A market's result with what one YES contract is paid; a void pays back cost instead.</summary>
public readonly record struct Resolution
{
    private Resolution(Outcome outcome, Price value) => (Outcome, Value) = (outcome, value);

    public Outcome Outcome { get; }

    /// <summary>What one YES contract pays; NO pays the rest of the dollar.</summary>
    public Price Value { get; }

    public static Resolution Yes { get; } = new(Outcome.Yes, Price.One);

    public static Resolution No { get; } = new(Outcome.No, Price.Zero);

    public static Resolution Void { get; } = new(Outcome.Void, Price.Zero);

    public static Resolution Scalar(Price value) => new(Outcome.Scalar, value);

    /// <summary>What a position is paid.</summary>
    public Money Pays(Holding holding) => Outcome == Outcome.Void
        ? holding.Cost
        : (holding.Side == Side.Yes ? Value : Value.Complement()) * holding.Quantity;

    public override string ToString() => Outcome == Outcome.Scalar ? $"scalar {Value}" : Outcome.ToString();
}

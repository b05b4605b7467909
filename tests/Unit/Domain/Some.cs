using Dutchbook.Domain;

namespace Dutchbook.Unit.Domain;

/// <summary>Domain values from the text a reader would write.</summary>
internal static class Some
{
    public static Price Price(string text) =>
        Dutchbook.Domain.Price.TryParse(text, out Price price) ? price : throw new FormatException(text);

    public static Quantity Quantity(string text) =>
        Dutchbook.Domain.Quantity.TryParse(text, out Quantity quantity) ? quantity : throw new FormatException(text);

    public static Money Money(string text) =>
        Dutchbook.Domain.Money.TryParse(text, out Money money) ? money : throw new FormatException(text);

    public static Ratio Ratio(string text) =>
        Dutchbook.Domain.Ratio.TryParse(text, out Ratio ratio) ? ratio : throw new FormatException(text);

    public static BookLevel Level(string price, string quantity) => new(Price(price), Quantity(quantity));

    public static FeeTerms Terms(string multiplier = "1", FeeType type = FeeType.Quadratic) =>
        new(type, Ratio(multiplier), "test");

    public static Market Market(string ticker) => new() { Ticker = ticker };
}

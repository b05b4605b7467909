using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>Fee terms of the markets of one pass.</summary>
public sealed class PassFees(VenueSnapshot pass)
{
    private readonly Dictionary<string, Event> _events = LiveFees.Events(pass);

    public VenueSnapshot Pass { get; } = pass;

    /// <summary>Null where they are not known: nothing of the market is then traded.</summary>
    public FeeTerms? TermsOf(Market market) => LiveFees.TermsOf(Pass, market, _events);
}

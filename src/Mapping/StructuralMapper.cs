using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Derives the relations that the venue's own fields prove.</summary>
public sealed class StructuralMapper(MappingOptions options)
{
    /// <summary>At most one market of a mutually exclusive event resolves YES: that is all the flag says.</summary>
    public RelationMap Map(VenueSnapshot snapshot)
    {
        List<Relation> relations = [];
        foreach (Event item in snapshot.Events)
        {
            Claim[] members = [.. item.Markets.Where(static market => market.Type.Value == MarketType.Binary).Select(Claim.Yes)];
            if (item.MutuallyExclusive == true && members.Length > 1)
            {
                relations.Add(new Relation(RelationType.Exclusive, members)
                {
                    Rule = "exclusive-flag",
                    Confidence = options.StructuralConfidence,
                    Evidence = [new Evidence("mutually_exclusive", $"the venue marks event {item.Ticker} as mutually exclusive")],
                });
            }
        }

        return new RelationMap { Relations = relations, Refusals = [] };
    }
}

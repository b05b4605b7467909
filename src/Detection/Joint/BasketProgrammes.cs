using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Which programme knows the best quantities under some relations.</summary>
internal static class BasketProgrammes
{
    public static IBasketProgramme Of(IReadOnlyList<Relation> relations, LegWorlds worlds)
    {
        WorldProgramme general = new(worlds);
        return relations is [{ Type: RelationType.Line }] ? new LineProgramme(relations[0], general) : general;
    }
}

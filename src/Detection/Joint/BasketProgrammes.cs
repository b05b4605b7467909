using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Which programme knows the best quantities under some relations.</summary>
internal static class BasketProgrammes
{
    public static IBasketProgramme Of(IReadOnlyList<Relation> relations, LegLogic logic)
    {
        SizingProgramme general = new(logic);
        return relations is [{ Type: RelationType.Line }] ? new LineProgramme(relations[0], general) : general;
    }
}

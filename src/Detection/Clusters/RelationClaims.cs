using System.Runtime.InteropServices;
using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>The claims of a relation in one piece: loops over all relations ask no list for each of them.</summary>
internal static class RelationClaims
{
    public static ReadOnlySpan<Claim> Of(Relation relation) => relation.Claims switch
    {
        Claim[] array => array,
        List<Claim> list => CollectionsMarshal.AsSpan(list),
        _ => relation.Claims.ToArray(),
    };
}

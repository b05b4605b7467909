using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Cli;

/// <summary>Hears how a pass of questions goes.</summary>
internal interface IMapTeller : IBatchWatch
{
    /// <summary>Something that a reader wants to know once.</summary>
    void Remark(string text);

    /// <summary>Another market was read into a normal form, or not.</summary>
    void Read(int markets, Money spent);

    /// <summary>Another candidate was judged.</summary>
    void Judged(MapReport report, Money spent);
}

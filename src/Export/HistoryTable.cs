namespace Dutchbook.Export;

/// <summary>A table: its columns, and how a row gets into them.</summary>
internal abstract class HistoryTable<TRow>(string name)
{
    /// <summary>Its folder.</summary>
    public string Name { get; } = name;

    public abstract IReadOnlyList<Column> Columns { get; }

    public abstract void Add(TRow row);
}

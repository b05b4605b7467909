using Parquet;
using Parquet.Schema;

namespace Dutchbook.Export;

/// <summary>
/// One file of a table, written beside its place and put there when it is whole: whoever reads sees the file of before or this one,
/// and a writing that was broken off leaves the one of before.
/// </summary>
internal sealed class ParquetPart : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _beside;
    private readonly IReadOnlyList<Column> _columns;
    private readonly FileStream _file;
    private readonly ParquetWriter _writer;
    private readonly int _rowsOfGroup;
    private int _rows;

    private ParquetPart(string path, IReadOnlyList<Column> columns, int rowsOfGroup, FileStream file, ParquetWriter writer) =>
        (_path, _beside, _columns, _rowsOfGroup, _file, _writer) = (path, file.Name, columns, rowsOfGroup, file, writer);

    public long Rows { get; private set; }

    /// <param name="path">Its place.</param>
    /// <param name="columns">What it has.</param>
    /// <param name="rowsOfGroup">So many rows are held until they are written together.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<ParquetPart> CreateAsync(
        string path, IReadOnlyList<Column> columns, int rowsOfGroup, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream file = new(path + ".tmp", FileMode.Create, FileAccess.ReadWrite);
        try
        {
            ParquetSchema schema = new(columns.Select(static column => column.Field));
            ParquetWriter writer = await ParquetWriter.CreateAsync(
                schema, file, new ParquetOptions { CompressionMethod = CompressionMethod.Zstd }, cancellationToken: stop);
            writer.CustomMetadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["dutchbook.schema"] = "1" };
            return new ParquetPart(path, columns, rowsOfGroup, file, writer);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>A row was added to every column.</summary>
    public ValueTask RowAddedAsync(CancellationToken stop)
    {
        Rows++;
        return ++_rows < _rowsOfGroup ? ValueTask.CompletedTask : new ValueTask(WriteGroupAsync(stop));
    }

    /// <summary>Writes what is left, and puts the file in its place.</summary>
    public async Task CompleteAsync(CancellationToken stop)
    {
        if (_rows > 0)
        {
            await WriteGroupAsync(stop);
        }

        await _writer.DisposeAsync();
        _file.Flush(flushToDisk: true);
        await _file.DisposeAsync();
        File.Move(_beside, _path, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_file.CanWrite)
        {
            await _file.DisposeAsync();
            File.Delete(_beside);
        }
    }

    private async Task WriteGroupAsync(CancellationToken stop)
    {
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        foreach (Column column in _columns)
        {
            await column.WriteAsync(group, stop);
            column.Clear();
        }

        group.CompleteValidate();
        _rows = 0;
    }
}

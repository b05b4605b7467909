using Parquet;
using Parquet.Schema;

namespace Dutchbook.Export;

/// <summary>One column of a table that is being written: the values of the rows since the last group.</summary>
internal abstract class Column(DataField field)
{
    public DataField Field { get; } = field;

    public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop);

    public abstract void Clear();

    /// <summary>An instant, in microseconds (UTC).</summary>
    protected static DataField Instant(string name, bool isNullable) =>
        new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: isNullable);
}

/// <summary>A figure that every row has.</summary>
internal sealed class Figures<T>(string name) : Column(new DataField<T>(name))
    where T : struct
{
    private readonly List<T> _values = [];

    public void Add(T value) => _values.Add(value);

    public override Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop) =>
        group.WriteAsync<T>(Field, _values.ToArray().AsMemory(), cancellationToken: stop);

    public override void Clear() => _values.Clear();
}

/// <summary>A figure that may be absent.</summary>
internal sealed class MaybeFigures<T>(string name) : Column(new DataField<T?>(name))
    where T : struct
{
    private readonly List<T?> _values = [];

    public void Add(T? value) => _values.Add(value);

    public override Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop) =>
        group.WriteAsync<T>(Field, _values.ToArray().AsMemory(), cancellationToken: stop);

    public override void Clear() => _values.Clear();
}

/// <summary>Instants that every row has.</summary>
internal sealed class Instants(string name) : Column(Instant(name, isNullable: false))
{
    private readonly List<DateTime> _values = [];

    public void Add(DateTimeOffset value) => _values.Add(value.UtcDateTime);

    public void Add(long millis) => _values.Add(DateTime.UnixEpoch.AddMilliseconds(millis));

    public override Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop) =>
        group.WriteAsync<DateTime>(Field, _values.ToArray().AsMemory(), cancellationToken: stop);

    public override void Clear() => _values.Clear();
}

/// <summary>Instants that may be absent.</summary>
internal sealed class MaybeInstants(string name) : Column(Instant(name, isNullable: true))
{
    private readonly List<DateTime?> _values = [];

    public void Add(DateTimeOffset? value) => _values.Add(value?.UtcDateTime);

    public override Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop) =>
        group.WriteAsync<DateTime>(Field, _values.ToArray().AsMemory(), cancellationToken: stop);

    public override void Clear() => _values.Clear();
}

/// <summary>Words; null where absent.</summary>
internal sealed class Words(string name) : Column(new DataField(name, typeof(string), isNullable: true))
{
    private readonly List<string?> _values = [];

    public void Add(string? value) => _values.Add(value);

    public override Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop) => group.WriteAsync(Field, _values!);

    public override void Clear() => _values.Clear();
}

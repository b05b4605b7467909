using Parquet;
using Parquet.Schema;

namespace Dutchbook.Unit.Export;

/// <summary>Reads a Parquet file row by row.</summary>
internal static class ParquetRows
{
    public static async Task<(DataField[] Fields, List<object?[]> Rows)> ReadAsync(string path)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(path);
        DataField[] fields = reader.Schema.DataFields;
        List<object?[]> rows = [];
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            object?[][] columns = new object?[fields.Length][];
            for (int column = 0; column < fields.Length; column++)
            {
                columns[column] = await ReadAsync(group, fields[column]);
            }

            for (int row = 0; row < group.RowCount; row++)
            {
                rows.Add([.. columns.Select(column => column[row])]);
            }
        }

        return (fields, rows);
    }

    private static async Task<object?[]> ReadAsync(ParquetRowGroupReader group, DataField field) => field.ClrType switch
    {
        Type type when type == typeof(ReadOnlyMemory<char>) || type == typeof(string) => await TextsAsync(group, field),
        Type type when type == typeof(int) => await FiguresAsync<int>(group, field),
        Type type when type == typeof(long) => await FiguresAsync<long>(group, field),
        Type type when type == typeof(bool) => await FiguresAsync<bool>(group, field),
        Type type when type == typeof(DateTime) => await FiguresAsync<DateTime>(group, field),
        Type other => throw new NotSupportedException($"{field.Name} is a column of {other}."),
    };

    private static async Task<object?[]> TextsAsync(ParquetRowGroupReader group, DataField field)
    {
        string?[] values = new string?[group.RowCount];
        await group.ReadAsync(field, values!);
        return values;
    }

    private static async Task<object?[]> FiguresAsync<T>(ParquetRowGroupReader group, DataField field)
        where T : struct
    {
        if (field.IsNullable)
        {
            T?[] values = new T?[group.RowCount];
            await group.ReadAsync<T>(field, values.AsMemory());
            return [.. values.Select(static value => (object?)value)];
        }

        T[] all = new T[group.RowCount];
        await group.ReadAsync<T>(field, all.AsMemory());
        return [.. all.Select(static value => (object?)value)];
    }
}

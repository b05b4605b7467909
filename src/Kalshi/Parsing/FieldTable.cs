using System.Buffers.Binary;
using System.Numerics;

namespace Dutchbook.Kalshi;

/// <summary>Property names to small numbers by their bytes, so that a field is recognised without making a string of it.</summary>
internal sealed class FieldTable
{
    private readonly (byte[] Name, int Field)?[] _slots;

    public FieldTable(params (string Name, int Field)[] fields)
    {
        int size = 16;
        while (size < fields.Length * 4)
        {
            size *= 2;
        }

        _slots = new (byte[], int)?[size];
        foreach ((string name, int field) in fields)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(name);
            int slot = Hash(bytes) & (size - 1);
            while (_slots[slot] is not null)
            {
                slot = (slot + 1) & (size - 1);
            }

            _slots[slot] = (bytes, field);
        }
    }

    /// <summary>The field's number; -1 for a name that nothing of ours reads.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        int slot = Hash(name) & (_slots.Length - 1);
        while (_slots[slot] is { } entry)
        {
            if (name.SequenceEqual(entry.Name))
            {
                return entry.Field;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        return -1;
    }

    /// <summary>
    /// By the length and the letters at both ends, which tell nearly all names apart: reading every letter took as long as all the
    /// rest of finding a field.
    /// </summary>
    private static int Hash(ReadOnlySpan<byte> name)
    {
        ulong letters = name.Length switch
        {
            >= sizeof(ulong) => BinaryPrimitives.ReadUInt64LittleEndian(name)
                ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(name[^sizeof(ulong)..]), 5),
            >= sizeof(uint) => BinaryPrimitives.ReadUInt32LittleEndian(name)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^sizeof(uint)..]) << 32),
            > 0 => name[0] | ((ulong)name[^1] << 8),
            _ => 0,
        };
        return (int)(((letters + (ulong)name.Length) * 0x9E3779B97F4A7C15) >> 40);
    }
}

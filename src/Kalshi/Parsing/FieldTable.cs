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

    private static int Hash(ReadOnlySpan<byte> name)
    {
        uint hash = 2166136261;
        foreach (byte letter in name)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return (int)(hash ^ (hash >> 15));
    }
}

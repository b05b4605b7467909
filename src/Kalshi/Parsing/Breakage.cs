namespace Dutchbook.Kalshi;

/// <summary>Where JSON broke, how often it could be taken up again, and why it ended early if it did.</summary>
internal sealed class Breakage
{
    private string _first = "";
    private string _now = "";
    private string? _end;

    /// <summary>Breaks that were stepped over.</summary>
    public int Count { get; private set; }

    /// <summary>A break was met, and no new document was found after it yet.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>All of it in words; null when nothing broke.</summary>
    public string? Text
    {
        get
        {
            string? stepped = Count switch
            {
                0 => null,
                1 => $"a broken line was stepped over; the break shows at {_first}",
                _ => $"{Count:N0} broken lines were stepped over; the first break shows at {_first}",
            };
            return _end is null ? stepped : stepped is null ? _end : $"{_end}; {stepped}";
        }
    }

    public void Open(string reason, long offset, long line)
    {
        IsOpen = true;
        _now = $"line {line:N0}, byte {offset:N0} ({reason})";
    }

    /// <summary>A new document follows the break.</summary>
    public void Close()
    {
        IsOpen = false;
        Count++;
        _first = _first.Length == 0 ? _now : _first;
    }

    /// <summary>The stream ends before its time; a break in what it gave follows from that.</summary>
    public void End(string reason) => _end ??= reason;

    /// <summary>No new document follows the break.</summary>
    public void GiveUp()
    {
        IsOpen = false;
        End($"the JSON is broken or cut off at {_now}; what stood before it was read");
    }
}

using System.Text;

namespace Dutchbook.Alerts;

/// <summary>
/// The outbox as a file of lines that is only ever added to, and written anew, smaller, when it is opened and when it has grown. One
/// process at a time holds it, by a lock beside it, so that others may read.
/// </summary>
public sealed class FileOutbox : IAlertOutbox, IDisposable
{
    /// <summary>A smaller file is not worth writing anew.</summary>
    private const int LeastCompacting = 4 << 20;

    private readonly Lock _gate = new();
    private readonly OutboxState _state = new();
    private readonly FileStream _file;
    private readonly FileStream _lock;
    private readonly string _copy;
    private long _nextCompacting;

    /// <summary>Lines that could not be read when it was opened.</summary>
    public int Broken { get; private set; }

    private FileOutbox(FileStream file, FileStream held, string copy) => (_file, _lock, _copy) = (file, held, copy);

    /// <exception cref="IOException">The file cannot be written, or another process holds it.</exception>
    public static FileOutbox Open(string path, DateTimeOffset now)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        FileStream held = OpenFile(path + ".lock", FileShare.None);
        FileStream? file = null;
        try
        {
            file = OpenFile(path, FileShare.Read);
            FileOutbox outbox = new(file, held, CopyOf(path));
            outbox.Load(file);
            if (File.Exists(outbox._copy))
            {
                // The last writing anew was cut off: the copy has what was open then.
                using FileStream rest = File.OpenRead(outbox._copy);
                outbox.Load(rest);
            }

            outbox._state.Forget(now);
            outbox.Compact();
            return outbox;
        }
        catch
        {
            file?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Where the outbox stands while it is written anew.</summary>
    internal static string CopyOf(string path) => path + ".new";

    public void Add(Alert alert, IReadOnlyList<string> channels) =>
        Append(new OutboxLine { What = "add", Alert = alert, Channels = channels });

    public void Delivered(string alertId, string channel, DateTimeOffset at) =>
        Append(new OutboxLine { What = "delivered", Id = alertId, Channel = channel, At = at });

    public void Postponed(string alertId, string channel, DateTimeOffset at, string words) =>
        Append(new OutboxLine { What = "postponed", Id = alertId, Channel = channel, At = at, Words = words });

    public void GaveUp(string alertId, string channel, DateTimeOffset at, string words) =>
        Append(new OutboxLine { What = "gaveUp", Id = alertId, Channel = channel, At = at, Words = words });

    public bool Acknowledge(string alertId, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (!_state.Unacknowledged.Any(alert => alert.Id == alertId))
            {
                return false;
            }

            Append(new OutboxLine { What = "acknowledged", Id = alertId, At = at });
            return true;
        }
    }

    public IReadOnlyList<Pending> Waiting()
    {
        lock (_gate)
        {
            return _state.Waiting;
        }
    }

    public IReadOnlyList<Alert> Unacknowledged()
    {
        lock (_gate)
        {
            return _state.Unacknowledged;
        }
    }

    public ChannelState StateOf(string channel)
    {
        lock (_gate)
        {
            return _state.StateOf(channel);
        }
    }

    public DateTimeOffset? LastRaised(string dedupeKey)
    {
        lock (_gate)
        {
            return _state.Raised.TryGetValue(dedupeKey, out DateTimeOffset at) ? at : null;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private static FileStream OpenFile(string path, FileShare share)
    {
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private void Append(OutboxLine line)
    {
        lock (_gate)
        {
            // First on the disk, then known: what is sent is always written down before.
            _file.Write(Encoding.UTF8.GetBytes(line.Write() + "\n"));
            _file.Flush(flushToDisk: true);
            line.ApplyTo(_state);
            if (_file.Length > _nextCompacting)
            {
                Compact();
            }
        }
    }

    private void Load(Stream lines)
    {
        using StreamReader reader = new(lines, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadLine() is { } text)
        {
            if (OutboxLine.Read(text) is { } line)
            {
                line.ApplyTo(_state);
            }
            else if (text.Length > 0)
            {
                Broken++;
            }
        }
    }

    /// <summary>
    /// Writes what is open into a copy first and then over the file, so that a crash leaves one of them whole. A cut last line
    /// is ended, so that the next line does not run into it.
    /// </summary>
    private void Compact()
    {
        StringBuilder text = new();
        foreach ((string key, DateTimeOffset at) in _state.Raised.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(new OutboxLine { What = "key", Id = key, At = at }.Write()).Append('\n');
        }

        foreach (ChannelState state in _state.Channels)
        {
            text.Append(new OutboxLine { What = "channel", State = state }.Write()).Append('\n');
        }

        foreach (OutboxState.Entry entry in _state.Open)
        {
            text.Append(new OutboxLine { What = "add", Alert = entry.Alert, Channels = [.. entry.Attempts.Keys] }.Write()).Append('\n');
            foreach ((string channel, int attempts) in entry.Attempts)
            {
                for (int i = 0; i < attempts; i++)
                {
                    text.Append(new OutboxLine { What = "postponed", Id = entry.Alert.Id, Channel = channel }.Write()).Append('\n');
                }
            }

            if (entry.IsAcknowledged)
            {
                text.Append(new OutboxLine { What = "acknowledged", Id = entry.Alert.Id, At = entry.Alert.At }.Write()).Append('\n');
            }
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        using (FileStream whole = new(_copy, FileMode.Create, FileAccess.Write))
        {
            whole.Write(bytes);
            whole.Flush(flushToDisk: true);
        }

        _file.SetLength(0);
        _file.Write(bytes);
        _file.Flush(flushToDisk: true);
        File.Delete(_copy);
        _nextCompacting = Math.Max(2 * bytes.Length, LeastCompacting);
    }
}

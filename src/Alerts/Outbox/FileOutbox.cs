using System.Text;

namespace Dutchbook.Alerts;

/// <summary>
/// The outbox as a file of lines that is only ever added to, and written anew, smaller, when it is opened. One process at a time
/// holds it.
/// </summary>
public sealed class FileOutbox : IAlertOutbox, IDisposable
{
    private readonly Lock _gate = new();
    private readonly OutboxState _state = new();
    private readonly FileStream _file;

    /// <summary>Lines that could not be read when it was opened.</summary>
    public int Broken { get; private set; }

    private FileOutbox(FileStream file) => _file = file;

    /// <exception cref="IOException">The file cannot be written, or another process holds it.</exception>
    public static FileOutbox Open(string path, DateTimeOffset now)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string copy = path + ".new";
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        FileStream file = new(path, options);
        try
        {
            FileOutbox outbox = new(file);
            outbox.Load(file);
            if (File.Exists(copy))
            {
                // The last opening was cut off while it wrote the file anew: the copy has what was open then.
                using FileStream rest = File.OpenRead(copy);
                outbox.Load(rest);
            }

            outbox._state.ForgetKeys(now);
            outbox.Compact(copy);
            return outbox;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Add(Alert alert, IReadOnlyList<string> channels) =>
        Append(new OutboxLine { What = "add", Alert = alert, Channels = channels });

    public void Delivered(string alertId, string channel, DateTimeOffset at) =>
        Append(new OutboxLine { What = "delivered", Id = alertId, Channel = channel, At = at });

    public void Postponed(string alertId, string channel) =>
        Append(new OutboxLine { What = "postponed", Id = alertId, Channel = channel });

    public void GaveUp(string alertId, string channel, string words) =>
        Append(new OutboxLine { What = "gaveUp", Id = alertId, Channel = channel, Words = words });

    public bool Acknowledge(string alertId, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (!_state.Open.Any(entry => entry.Alert.Id == alertId && !entry.IsAcknowledged))
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
            return [.. _state.Open.SelectMany(static entry =>
                entry.Attempts.Select(pair => new Pending(entry.Alert, pair.Key, pair.Value)))];
        }
    }

    public IReadOnlyList<Alert> Unacknowledged()
    {
        lock (_gate)
        {
            return [.. _state.Open
                .Where(static entry => entry.Alert.Severity == AlertSeverity.Critical && !entry.IsAcknowledged)
                .Select(static entry => entry.Alert)];
        }
    }

    public DateTimeOffset? LastRaised(string dedupeKey)
    {
        lock (_gate)
        {
            return _state.Raised.TryGetValue(dedupeKey, out DateTimeOffset at) ? at : null;
        }
    }

    public void Dispose() => _file.Dispose();

    private void Append(OutboxLine line)
    {
        lock (_gate)
        {
            // First on the disk, then known: what is sent is always written down before.
            _file.Write(Encoding.UTF8.GetBytes(line.Write() + "\n"));
            _file.Flush(flushToDisk: true);
            line.ApplyTo(_state);
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
    private void Compact(string copy)
    {
        StringBuilder text = new();
        foreach ((string key, DateTimeOffset at) in _state.Raised.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(new OutboxLine { What = "key", Id = key, At = at }.Write()).Append('\n');
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
        using (FileStream whole = new(copy, FileMode.Create, FileAccess.Write))
        {
            whole.Write(bytes);
            whole.Flush(flushToDisk: true);
        }

        _file.SetLength(0);
        _file.Write(bytes);
        _file.Flush(flushToDisk: true);
        File.Delete(copy);
    }
}

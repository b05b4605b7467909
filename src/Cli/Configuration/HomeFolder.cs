namespace Dutchbook.Cli;

/// <summary>
/// The one folder that holds everything an instance owns. No path in it depends on the current directory.
/// </summary>
internal sealed class HomeFolder
{
    public const string Variable = "DUTCHBOOK_HOME";

    private HomeFolder(string root, string origin)
    {
        Root = root;
        Origin = origin;
    }

    public string Root { get; }

    /// <summary>Who chose the folder, for `doctor`.</summary>
    public string Origin { get; }

    public string ConfigFile => Path.Combine(Root, "config.yaml");

    public string EnvFile => Path.Combine(Root, ".env");

    public string Database => Path.Combine(Root, "dutchbook.db");

    /// <summary>Price changes of the whole exchange.</summary>
    public string History => Path.Combine(Root, "history.db");

    /// <summary>While this file exists nothing is sent to the exchange.</summary>
    public string HaltFile => Path.Combine(Root, "halt");

    /// <summary>Address and token of the running instance.</summary>
    public string InstanceFile => Path.Combine(Root, "instance.json");

    public string Logs => Path.Combine(Root, "logs");

    public string Tapes => Path.Combine(Root, "tapes");

    public string Proofs => Path.Combine(Root, "proofs");

    public bool Exists => Directory.Exists(Root);

    /// <summary>
    /// The folder of `--home`, else of DUTCHBOOK_HOME, else in the platform's application data folder.
    /// </summary>
    /// <exception cref="CommandFailure">No folder can be named, or the variable holds a relative path.</exception>
    public static HomeFolder Find(string? flag, string? variable, string applicationData)
    {
        if (flag is not null)
        {
            // An empty flag comes from a variable that is not set, and must not mean the folder of the user.
            return !string.IsNullOrWhiteSpace(flag)
                ? new HomeFolder(Path.GetFullPath(flag), "flag --home")
                : throw new CommandFailure(ExitCode.Usage, "--home names no folder. Name one, or leave --home out.");
        }

        if (!string.IsNullOrWhiteSpace(variable))
        {
            return Path.IsPathFullyQualified(variable)
                ? new HomeFolder(Path.GetFullPath(variable), $"environment variable {Variable}")
                : throw new CommandFailure(ExitCode.Usage,
                    $"{Variable} is not an absolute path, so it would name another folder "
                    + "in every directory. Set it to a path from the root.");
        }

        return applicationData.Length > 0
            ? new HomeFolder(Path.Combine(applicationData, "dutchbook"), "application data folder of this user")
            : throw new CommandFailure(ExitCode.Usage,
                "This user has no application data folder. Name one with --home FOLDER or "
                + $"{Variable}.");
    }

    /// <summary>
    /// A path from the configuration: absolute as it is, `~/` from the user's folder, anything else from here.
    /// </summary>
    public string Resolve(string path)
    {
        if (path.StartsWith("~/", StringComparison.Ordinal))
        {
            path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]);
        }

        return Path.GetFullPath(path, Root);
    }

    /// <summary>Creates the folder, closed to other users where the platform has modes.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Root);
        }
        else
        {
            Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

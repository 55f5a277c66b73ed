using Zhijian.Platform.Hosting;

return await CommandLine.RunAsync(args);

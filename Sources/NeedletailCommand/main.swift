// SPDX-License-Identifier: Apache-2.0

import Platform

CurrentProcess.exit(Command.run(CommandLine.arguments))
